#pragma once

#include <string>

namespace holdfast::tray {

/// Where the daemon listens: HOLDFAST_SOCKET, or the place that every installation uses.
std::string socket_path();

}  // namespace holdfast::tray
