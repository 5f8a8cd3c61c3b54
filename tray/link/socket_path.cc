#include "tray/link/socket_path.h"

#include <cstdlib>

namespace holdfast::tray {

std::string socket_path() {
  const char* set = std::getenv("HOLDFAST_SOCKET");
  return set != nullptr && *set != '\0' ? set : "/run/holdfast/holdfast.sock";
}

}  // namespace holdfast::tray
