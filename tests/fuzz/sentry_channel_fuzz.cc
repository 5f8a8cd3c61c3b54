#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "daemon/sentry/channel.h"
#include "daemon/sentry/network_index.h"

// What decodes must encode to something that means the same; a network index that opens can be
// asked anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  using namespace holdfast::daemon;
  const auto bytes = std::as_bytes(std::span(data, size));
  if (const auto message = decode(bytes)) {
    const auto again = decode(encode(*message));
    if (!again || *again != *message) std::abort();
    if (descriptors_of(*message) > kMaxDescriptors) std::abort();
  }
  if (const auto index = NetworkIndex::open(bytes)) {
    (void)index->contains(IpAddress::v4({203, 0, 113, 7}));
    (void)index->contains(IpAddress::v6({0x20, 0x01, 0x0d, 0xb8}));
  }
  return 0;
}
