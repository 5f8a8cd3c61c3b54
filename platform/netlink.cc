#include "platform/netlink.h"

#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cerrno>
#include <utility>

#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

// A dump's datagrams are at most 32 KiB; room for twice that is never truncated.
constexpr std::size_t kBufferBytes = 64 * 1024;
// The kernel answers within the call; the limit only keeps a bug from hanging the daemon.
constexpr timeval kPatience{.tv_sec = 5, .tv_usec = 0};

void set_option(int fd, int option, int value) {
  // Older kernels lack some of them, and each only improves what works without.
  (void)::setsockopt(fd, SOL_NETLINK, option, &value, sizeof value);
}

// The kernel's sentence in an acknowledgement with NLM_F_ACK_TLVS set, or nothing.
std::string kernel_words(const nlmsghdr& message, const nlmsgerr& error) {
  if ((message.nlmsg_flags & NLM_F_ACK_TLVS) == 0) return {};
  std::size_t header = sizeof error;
  if ((message.nlmsg_flags & NLM_F_CAPPED) == 0) {
    header += error.msg.nlmsg_len - sizeof(nlmsghdr);
  }
  std::string words;
  for_each_attribute(message, header, [&](const nlattr& attribute) {
    if (mnl_attr_get_type(&attribute) == NLMSGERR_ATTR_MSG) words = mnl_attr_get_str(&attribute);
  });
  return words;
}

NetlinkStatus status_of(const nlmsghdr& message) {
  if (message.nlmsg_len < NLMSG_LENGTH(sizeof(nlmsgerr))) {
    return {.number = EBADMSG, .sequence = message.nlmsg_seq, .detail = {}};
  }
  const auto& error = *static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(&message));
  if (error.error == 0) return {.number = 0, .sequence = message.nlmsg_seq, .detail = {}};
  return {.number = -error.error,
          .sequence = message.nlmsg_seq,
          .detail = kernel_words(message, error)};
}

NetlinkStatus failed(int number) { return {.number = number, .sequence = 0, .detail = {}}; }

template <class Visit>
void for_each_message(const char* bytes, std::size_t size, Visit&& visit) {
  const auto* message = reinterpret_cast<const nlmsghdr*>(bytes);
  for (int left = static_cast<int>(size); mnl_nlmsg_ok(message, left);
       message = mnl_nlmsg_next(message, &left)) {
    if (!visit(*message)) return;
  }
}

}  // namespace

Error NetlinkStatus::error(Phrase doing) const {
  Error error = system_error(std::move(doing), number);
  if (!detail.empty()) error.text = say("{1} ({2})", {error.text, detail});
  return error;
}

NetlinkSocket::NetlinkSocket(mnl_socket* socket) : socket_(socket), buffer_(kBufferBytes) {
  set_option(fd(), NETLINK_EXT_ACK, 1);
  set_option(fd(), NETLINK_CAP_ACK, 1);
  (void)::setsockopt(fd(), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
}

Result<NetlinkSocket> NetlinkSocket::open(int protocol) {
  mnl_socket* socket = mnl_socket_open2(protocol, SOCK_CLOEXEC);
  if (socket == nullptr) return failed(errno).error(say("cannot open a netlink socket"));
  NetlinkSocket opened(socket);
  if (mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) != 0) {
    return failed(errno).error(say("cannot bind a netlink socket"));
  }
  return opened;
}

Result<NetlinkSocket> NetlinkSocket::adopt(int fd, int protocol) {
  int found = -1;
  socklen_t size = sizeof found;
  if (::getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &found, &size) != 0 || found != protocol) {
    return Error{.code = ErrorCode::kInvalid,
                 .text = say("the descriptor handed over is not the netlink socket that was kept")};
  }
  mnl_socket* socket = mnl_socket_fdopen(fd);
  if (socket == nullptr) {
    return Error{.code = ErrorCode::kInvalid,
                 .text = say("the descriptor handed over is not a netlink socket")};
  }
  NetlinkSocket adopted(socket);
  adopted.drop_waiting();
  return adopted;
}

// The next datagram of the kernel's into the buffer. Other programs may send to this port too; what
// they say is passed over.
ssize_t NetlinkSocket::take(int flags) {
  for (;;) {
    sockaddr_nl from{};
    socklen_t size = sizeof from;
    const ssize_t got = ::recvfrom(fd(), buffer_.data(), buffer_.size(), flags,
                                   reinterpret_cast<sockaddr*>(&from), &size);
    if (got < 0 || from.nl_pid == 0) return got;
  }
}

void NetlinkSocket::drop_waiting() {
  ssize_t got = 0;
  do {
    got = take(MSG_DONTWAIT);
  } while (got >= 0 || errno == EINTR || errno == ENOBUFS);
}

NetlinkStatus NetlinkSocket::broken_off(int number) {
  is_stale_ = true;
  return failed(number);
}

int NetlinkSocket::fd() const { return mnl_socket_get_fd(socket_.get()); }

std::uint32_t NetlinkSocket::port_id() const { return mnl_socket_get_portid(socket_.get()); }

NetlinkStatus NetlinkSocket::join(int group) {
  if (::setsockopt(fd(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) != 0) {
    return failed(errno);
  }
  return {};
}

void NetlinkSocket::set_receive_buffer(int bytes) {
  if (::setsockopt(fd(), SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0) {
    (void)::setsockopt(fd(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  }
}

NetlinkStatus NetlinkSocket::send(std::span<const iovec> parts) {
  if (std::exchange(is_stale_, false)) drop_waiting();
  std::size_t total = 0;
  for (const iovec& part : parts) total += part.iov_len;
  // One datagram must fit the send buffer (netlink_sendmsg keeps 32 bytes of it), twice for the
  // kernel's accounting.
  if (const int wanted = static_cast<int>(total) + 4096; wanted > 128 * 1024) {
    (void)::setsockopt(fd(), SOL_SOCKET, SO_SNDBUFFORCE, &wanted, sizeof wanted);
  }
  sockaddr_nl kernel{};
  kernel.nl_family = AF_NETLINK;
  msghdr message{};
  message.msg_name = &kernel;
  message.msg_namelen = sizeof kernel;
  message.msg_iov = const_cast<iovec*>(parts.data());
  message.msg_iovlen = parts.size();
  ssize_t sent = -1;
  do {
    sent = ::sendmsg(fd(), &message, 0);
  } while (sent < 0 && errno == EINTR);
  return sent < 0 ? failed(errno) : NetlinkStatus{};
}

NetlinkStatus NetlinkSocket::request(nlmsghdr& message, const OnMessage& on_message) {
  message.nlmsg_seq = ++sequence_;
  message.nlmsg_flags |= NLM_F_ACK;
  const iovec part{.iov_base = &message, .iov_len = message.nlmsg_len};
  if (NetlinkStatus sent = send({&part, 1}); !sent.ok()) return sent;

  bool interrupted = false;
  std::optional<NetlinkStatus> ended;
  while (!ended) {
    const ssize_t got = take(0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return broken_off(errno);
    for_each_message(buffer_.data(), static_cast<std::size_t>(got), [&](const nlmsghdr& answer) {
      if (answer.nlmsg_seq != message.nlmsg_seq) return true;
      interrupted |= (answer.nlmsg_flags & NLM_F_DUMP_INTR) != 0;
      if (answer.nlmsg_type == NLMSG_DONE) {
        ended.emplace();
      } else if (answer.nlmsg_type == NLMSG_ERROR) {
        ended = status_of(answer);
      } else {
        on_message(answer);
      }
      return !ended.has_value();
    });
  }
  return ended->ok() && interrupted ? failed(EINTR) : *ended;
}

NetlinkStatus NetlinkSocket::transact(std::span<const iovec> parts, std::uint32_t acknowledged) {
  if (NetlinkStatus sent = send(parts); !sent.ok()) return sent;
  bool done = false;
  NetlinkStatus first;
  // sendmsg() has carried the batch out: all answers wait already.
  for (;;) {
    const ssize_t got = take(MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) break;
    if (got < 0) return broken_off(errno);
    for_each_message(buffer_.data(), static_cast<std::size_t>(got), [&](const nlmsghdr& answer) {
      if (answer.nlmsg_type != NLMSG_ERROR) return true;
      NetlinkStatus status = status_of(answer);
      if (!status.ok() && first.ok()) {
        first = std::move(status);
      } else if (status.ok() && status.sequence == acknowledged) {
        done = true;
      }
      return true;
    });
  }
  if (!first.ok()) return first;
  return done ? NetlinkStatus{} : broken_off(EPROTO);
}

NetlinkStatus NetlinkSocket::receive(const OnMessage& on_message) {
  const ssize_t got = take(MSG_DONTWAIT);
  if (got < 0) return failed(errno == EINTR ? EAGAIN : errno);
  for_each_message(buffer_.data(), static_cast<std::size_t>(got), [&](const nlmsghdr& message) {
    on_message(message);
    return true;
  });
  return {};
}

void for_each_attribute(const nlmsghdr& message, std::size_t header_bytes,
                        const std::function<void(const nlattr&)>& visit) {
  const auto* bytes = static_cast<const char*>(mnl_nlmsg_get_payload(&message));
  const std::size_t size = mnl_nlmsg_get_payload_len(&message);
  std::size_t at = MNL_ALIGN(header_bytes);
  while (at < size) {
    const auto* attribute = reinterpret_cast<const nlattr*>(bytes + at);
    if (!mnl_attr_ok(attribute, static_cast<int>(size - at))) return;
    visit(*attribute);
    at += MNL_ALIGN(attribute->nla_len);
  }
}

}  // namespace holdfast::platform
