#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/ipc/message.h"

namespace holdfast::ipc {

struct Field;

/// A type of the Varlink interface definition language (https://varlink.org/Interface-Definition).
struct Type {
  enum class Kind {
    kBool,
    kInt,
    kFloat,
    kString,
    kObject,    ///< any JSON object, its content not described
    kEnum,      ///< one of `words`
    kStruct,    ///< `fields`
    kNamed,     ///< the type declared as `name`
    kArray,     ///< `[]T`, T in `element`
    kMap,       ///< `[string]T`
    kOptional,  ///< `?T`: absent or null or a T
  };
  Kind kind = Kind::kStruct;
  std::string name;
  std::vector<std::string> words;
  std::vector<Field> fields;
  std::vector<Type> element;  ///< one for the last three kinds, else none
};

struct Field {
  std::string name;
  Type type;
};

struct TypeDeclaration {
  std::string name;
  Type type;
};

struct MethodDeclaration {
  std::string name;
  Type in;   ///< a struct
  Type out;  ///< a struct
};

struct ErrorDeclaration {
  std::string name;
  Type parameters;  ///< a struct
};

/// One interface file as data, declarations in their order.
struct Interface {
  std::string name;  ///< io.holdfast.Control
  std::string text;  ///< the very file it was read from
  std::vector<TypeDeclaration> types;
  std::vector<MethodDeclaration> methods;
  std::vector<ErrorDeclaration> errors;

  const TypeDeclaration* find_type(std::string_view unqualified) const;
  const MethodDeclaration* find_method(std::string_view unqualified) const;
  const ErrorDeclaration* find_error(std::string_view unqualified) const;
};

/// The failure begins with the line and column. Refuses a name declared twice and a type that is
/// used and not declared.
Result<Interface> parse_interface(std::string_view text);

/// Splits `io.holdfast.Control.GetStatus` at its last dot; an empty `member` when there is none.
struct QualifiedName {
  std::string_view interface;
  std::string_view member;
};
QualifiedName split_name(std::string_view qualified);

/// Where `parameters` is not what `wanted` (a struct) describes: the path of the first value that
/// is missing, unknown or of the wrong type, as `pending[0].id`; nothing when all is right. Fields
/// that are not declared are refused: a misspelt option must not be taken for its absence.
std::optional<std::string> check(const boost::json::object& parameters, const Type& wanted,
                                 const Interface& interface);

inline std::optional<std::string> check(const boost::json::object& parameters,
                                        const MethodDeclaration& method,
                                        const Interface& interface) {
  return check(parameters, method.in, interface);
}

/// The same for a reply to `method`: its results, or the parameters of a declared error of this
/// interface or of org.varlink.service.
std::optional<std::string> check_reply(const Reply& reply, const MethodDeclaration& method,
                                       const Interface& interface);

/// The contract of this program, and the one every Varlink service has, as they were compiled in.
const Interface& control_interface();
const Interface& service_interface();

}  // namespace holdfast::ipc
