#include <algorithm>
#include <boost/json/value.hpp>
#include <cstdint>

#include "platform/ipc/interface.h"

namespace holdfast::ipc {
namespace json = boost::json;
namespace {

using Wrong = std::optional<std::string>;

class Checker {
 public:
  explicit Checker(const Interface& interface) : interface_(interface) {}

  Wrong check_struct(const json::object& object, const Type& type, const std::string& path) const {
    for (const Field& field : type.fields) {
      const json::value* value = object.if_contains(field.name);
      if (value == nullptr || value->is_null()) {
        if (field.type.kind != Type::Kind::kOptional) return join(path, field.name);
        continue;
      }
      if (Wrong wrong = check_value(*value, field.type, join(path, field.name))) return wrong;
    }
    for (const auto& member : object) {
      const std::string_view name = member.key();
      const bool known = std::any_of(type.fields.begin(), type.fields.end(),
                                     [&](const Field& field) { return field.name == name; });
      if (!known) return join(path, name);
    }
    return std::nullopt;
  }

 private:
  static std::string join(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
  }

  static Wrong unless(bool fits, const std::string& path) {
    return fits ? std::nullopt : Wrong(path);
  }

  static bool is_int(const json::value& value) {
    return value.is_int64() ||
           (value.is_uint64() && value.get_uint64() <= std::uint64_t{INT64_MAX});
  }

  Wrong check_value(const json::value& value, const Type& type, const std::string& path) const {
    switch (type.kind) {
      case Type::Kind::kBool:
        return unless(value.is_bool(), path);
      case Type::Kind::kInt:
        return unless(is_int(value), path);
      case Type::Kind::kFloat:
        return unless(value.is_number(), path);
      case Type::Kind::kString:
        return unless(value.is_string(), path);
      case Type::Kind::kObject:
        return unless(value.is_object(), path);
      case Type::Kind::kEnum:
        return unless(value.is_string() && is_word_of(type, value.get_string()), path);
      case Type::Kind::kStruct:
        return value.is_object() ? check_struct(value.get_object(), type, path) : Wrong(path);
      case Type::Kind::kNamed:
        return check_value(value, interface_.find_type(type.name)->type, path);
      case Type::Kind::kArray:
        return value.is_array() ? check_array(value.get_array(), type, path) : Wrong(path);
      case Type::Kind::kMap:
        return value.is_object() ? check_map(value.get_object(), type, path) : Wrong(path);
      case Type::Kind::kOptional:
        return value.is_null() ? std::nullopt : check_value(value, type.element[0], path);
    }
    return path;
  }

  static bool is_word_of(const Type& type, std::string_view word) {
    return std::find(type.words.begin(), type.words.end(), word) != type.words.end();
  }

  Wrong check_array(const json::array& array, const Type& type, const std::string& path) const {
    for (std::size_t i = 0; i < array.size(); ++i) {
      const std::string place = path + "[" + std::to_string(i) + "]";
      if (Wrong wrong = check_value(array[i], type.element[0], place)) return wrong;
    }
    return std::nullopt;
  }

  Wrong check_map(const json::object& map, const Type& type, const std::string& path) const {
    for (const auto& member : map) {
      const std::string place = path + "[" + std::string(member.key()) + "]";
      if (Wrong wrong = check_value(member.value(), type.element[0], place)) return wrong;
    }
    return std::nullopt;
  }

  const Interface& interface_;
};

}  // namespace

std::optional<std::string> check(const json::object& parameters, const Type& wanted,
                                 const Interface& interface) {
  return Checker(interface).check_struct(parameters, wanted, {});
}

std::optional<std::string> check_reply(const Reply& reply, const MethodDeclaration& method,
                                       const Interface& interface) {
  if (reply.error.empty()) return check(reply.parameters, method.out, interface);
  const QualifiedName error = split_name(reply.error);
  for (const Interface* known : {&interface, &service_interface()}) {
    const ErrorDeclaration* declared = known->find_error(error.member);
    if (error.interface == known->name && declared != nullptr) {
      return check(reply.parameters, declared->parameters, *known);
    }
  }
  return "error";
}

}  // namespace holdfast::ipc
