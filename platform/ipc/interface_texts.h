#pragma once

#include <string_view>

namespace holdfast::ipc {

/// The interface files, byte for byte; the build makes the source from the .varlink files.
std::string_view control_interface_text();
std::string_view service_interface_text();

}  // namespace holdfast::ipc
