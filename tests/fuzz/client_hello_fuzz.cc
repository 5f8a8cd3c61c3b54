#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "platform/client_hello.h"

// Whatever comes, the name is canonical, and there is one only in a whole message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::platform;
  const ClientHello hello = read_client_hello(std::as_bytes(std::span(data, size)));
  if (hello.host.empty()) return 0;
  if (hello.state != HeadState::kWhole || requested_host(hello.host) != hello.host) std::abort();
  return 0;
}
