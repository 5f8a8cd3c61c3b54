#include "tray/cli/fields.h"

#include <boost/json/value.hpp>

#include "tray/cli/layout.h"

namespace holdfast::cli {
namespace json = boost::json;

namespace {

const json::value& value_of(const json::object& object, std::string_view key) {
  static const json::value kNothing;
  const json::value* value = object.if_contains(key);
  return value == nullptr ? kNothing : *value;
}

}  // namespace

std::string text_of(const json::object& object, std::string_view key) {
  return as_text(value_of(object, key));
}

std::int64_t number_of(const json::object& object, std::string_view key) {
  const json::value& value = value_of(object, key);
  return value.is_int64() ? value.get_int64() : 0;
}

double share_of(const json::object& object, std::string_view key) {
  const json::value& value = value_of(object, key);
  return value.is_number() ? value.to_number<double>() : 0.0;
}

bool is_true(const json::object& object, std::string_view key) {
  const json::value& value = value_of(object, key);
  return value.is_bool() && value.get_bool();
}

const json::object& object_of(const json::object& object, std::string_view key) {
  return as_object(value_of(object, key));
}

const json::array& list_of(const json::object& object, std::string_view key) {
  static const json::array kEmpty;
  const json::value& value = value_of(object, key);
  return value.is_array() ? value.get_array() : kEmpty;
}

const json::object& as_object(const json::value& value) {
  static const json::object kEmpty;
  return value.is_object() ? value.get_object() : kEmpty;
}

std::string as_text(const json::value& value) {
  return value.is_string() ? clean(std::string_view(value.get_string())) : std::string();
}

}  // namespace holdfast::cli
