#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "platform/attempt_log.h"

// The input is a message of the log as the kernel hands it over, with packets that anybody on the
// machine can shape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)holdfast::platform::packet_destination({data, size});
  if (size < sizeof(nlmsghdr)) return 0;
  // In memory of its own, aligned as a socket's buffer is, and of exactly that size.
  std::vector<std::uint32_t> buffer((size + 3) / 4);
  std::memcpy(buffer.data(), data, size);
  auto& message = *reinterpret_cast<nlmsghdr*>(buffer.data());
  message.nlmsg_len = static_cast<std::uint32_t>(size);  // netlink_rcv_skb sees to that
  const auto packet = holdfast::platform::logged_packet(message);
  if (packet && packet->destination.size() != 4 && packet->destination.size() != 16) std::abort();
  return 0;
}
