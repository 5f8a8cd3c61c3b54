#include "daemon/sentry/channel_io.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace holdfast::daemon {
namespace {

using platform::Fd;

constexpr std::size_t kControlBytes = CMSG_SPACE(kMaxDescriptors * sizeof(int));

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == ENOBUFS; }

Error gone() {
  return {ErrorCode::kNotFound, say("the other end of the sentry's channel is gone")};
}

std::vector<Fd> take_descriptors(msghdr& header) {
  std::vector<Fd> descriptors;
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(part) + i * sizeof fd, sizeof fd);
      descriptors.emplace_back(fd);
    }
  }
  return descriptors;
}

}  // namespace

Result<void> send_message(int socket, const Message& message, std::span<const int> descriptors) {
  std::vector<std::byte> bytes = encode(message);
  iovec part{bytes.data(), bytes.size()};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  alignas(cmsghdr) std::array<std::byte, kControlBytes> control{};
  if (!descriptors.empty()) {
    if (descriptors.size() > kMaxDescriptors)
      return Error{ErrorCode::kInvalid, say("too many descriptors for one message")};
    header.msg_control = control.data();
    header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  }
  while (::sendmsg(socket, &header, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
    if (errno == EINTR) continue;
    if (would_block(errno)) return Error{ErrorCode::kBusy, say("the sentry's channel is full")};
    return gone();
  }
  return {};
}

Result<std::optional<Received>> receive_message(int socket) {
  std::array<std::byte, kMaxMessageBytes> bytes;
  iovec part{bytes.data(), bytes.size()};
  alignas(cmsghdr) std::array<std::byte, kControlBytes> control;
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control.data();
  header.msg_controllen = control.size();
  ssize_t size = 0;
  while ((size = ::recvmsg(socket, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC)) < 0) {
    if (errno == EINTR) continue;
    if (would_block(errno)) return std::optional<Received>();
    return gone();
  }
  if (size == 0) return gone();
  std::vector<Fd> descriptors = take_descriptors(header);
  if (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC))
    return Error{ErrorCode::kCorrupt, say("a message of the sentry's channel was cut off")};
  auto message = decode(std::span(bytes).first(static_cast<std::size_t>(size)));
  if (!message) return message.error();
  if (descriptors.size() != descriptors_of(*message))
    return Error{ErrorCode::kCorrupt,
                 say("a message of the sentry's channel lacks its descriptors")};
  return std::optional<Received>(Received{std::move(*message), std::move(descriptors)});
}

}  // namespace holdfast::daemon
