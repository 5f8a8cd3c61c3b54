#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/http_head.h"

// Whatever comes, a host is canonical and comes without a fault, and more bytes behind a whole head
// change nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::platform;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const HttpHead head = read_http_head(bytes);
  if (head.path.size() > kMaxPath) std::abort();
  if (head.host.empty()) return 0;
  if (head.state != HeadState::kWhole || head.fault != HostFault::kNone) std::abort();
  if (requested_host(head.host) != head.host) std::abort();
  if (read_http_head(bytes + "GET / HTTP/1.1\r\n").host != head.host) std::abort();
  return 0;
}
