#include "platform/ipc/interface.h"

#include <algorithm>

#include "platform/ipc/interface_texts.h"

namespace holdfast::ipc {
namespace {

template <class Declaration>
const Declaration* find(const std::vector<Declaration>& all, std::string_view name) {
  auto it = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return it == all.end() ? nullptr : &*it;
}

}  // namespace

const TypeDeclaration* Interface::find_type(std::string_view unqualified) const {
  return find(types, unqualified);
}

const MethodDeclaration* Interface::find_method(std::string_view unqualified) const {
  return find(methods, unqualified);
}

const ErrorDeclaration* Interface::find_error(std::string_view unqualified) const {
  return find(errors, unqualified);
}

QualifiedName split_name(std::string_view qualified) {
  const std::size_t dot = qualified.rfind('.');
  if (dot == std::string_view::npos) return {qualified, {}};
  return {qualified.substr(0, dot), qualified.substr(dot + 1)};
}

const Interface& control_interface() {
  static const Interface kControl = parse_interface(control_interface_text()).value();
  return kControl;
}

const Interface& service_interface() {
  static const Interface kService = parse_interface(service_interface_text()).value();
  return kService;
}

}  // namespace holdfast::ipc
