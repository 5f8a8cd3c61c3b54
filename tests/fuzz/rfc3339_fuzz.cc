#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/rfc3339.h"

// What was taken is written in one way, and that is taken as the same instant.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::daemon;
  const auto at = from_rfc3339({reinterpret_cast<const char*>(data), size});
  if (!at) return 0;
  const auto again = from_rfc3339(to_rfc3339(*at));
  if (!again || to_rfc3339(*again) != to_rfc3339(*at)) std::abort();
  return 0;
}
