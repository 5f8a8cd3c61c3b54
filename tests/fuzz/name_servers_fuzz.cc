#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/name_servers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto servers =
      holdfast::platform::parse_name_servers({reinterpret_cast<const char*>(data), size});
  if (servers.size() > holdfast::platform::kMostNameServers) std::abort();
  return 0;
}
