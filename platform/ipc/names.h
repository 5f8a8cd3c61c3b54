#pragma once

#include <string_view>

namespace holdfast::ipc {

/// Qualified names of the protocol that more than one program spells out. The errors of
/// org.varlink.service are those at https://varlink.org/Service.
inline constexpr std::string_view kServiceInterface = "org.varlink.service";
inline constexpr std::string_view kGetInfo = "org.varlink.service.GetInfo";
inline constexpr std::string_view kGetInterfaceDescription =
    "org.varlink.service.GetInterfaceDescription";
inline constexpr std::string_view kInterfaceNotFound = "org.varlink.service.InterfaceNotFound";
inline constexpr std::string_view kMethodNotFound = "org.varlink.service.MethodNotFound";
inline constexpr std::string_view kMethodNotImplemented =
    "org.varlink.service.MethodNotImplemented";
inline constexpr std::string_view kInvalidParameter = "org.varlink.service.InvalidParameter";
inline constexpr std::string_view kServicePermissionDenied = "org.varlink.service.PermissionDenied";
inline constexpr std::string_view kExpectedMore = "org.varlink.service.ExpectedMore";

inline constexpr std::string_view kControlInterface = "io.holdfast.Control";
inline constexpr std::string_view kBadRules = "io.holdfast.Control.BadRules";
inline constexpr std::string_view kBadInput = "io.holdfast.Control.BadInput";
inline constexpr std::string_view kNotFound = "io.holdfast.Control.NotFound";
inline constexpr std::string_view kRefused = "io.holdfast.Control.Refused";
inline constexpr std::string_view kFailed = "io.holdfast.Control.Failed";
inline constexpr std::string_view kPermissionDenied = "io.holdfast.Control.PermissionDenied";

}  // namespace holdfast::ipc
