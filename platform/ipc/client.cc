#include "platform/ipc/client.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include "platform/ipc/frame_reader.h"

namespace holdfast::ipc {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kForever{-1};

std::string words_for(int error) { return std::generic_category().message(error); }

Failure failure(const std::string& text, FailureKind kind = FailureKind::kOther,
                std::string about = {}) {
  return Failure{text, kind, std::move(about)};
}

Failure closed(int error) {
  const std::string why = words_for(error);
  return failure("Holdfast closed the connection: " + why, FailureKind::kClosed, why);
}

Failure why_not_connected(const std::string& path, int error) {
  switch (error) {
    case ENOENT:
    case ECONNREFUSED:
      return failure("Holdfast is not running (nothing listens at " + path +
                         "), though what it blocked stays blocked; start it with: sudo systemctl "
                         "start holdfastd",
                     FailureKind::kNotRunning, path);
    case EACCES:
    case EPERM:
      return failure("you are not allowed to reach " + path +
                         "; ask as the person who set Holdfast up, or with sudo",
                     FailureKind::kNotAllowed, path);
    case EAGAIN:
      return failure("Holdfast is busy with other programs; try again in a moment",
                     FailureKind::kBusy);
    default:
      return failure("cannot reach " + path + ": " + words_for(error));
  }
}

}  // namespace

struct Client::Impl {
  explicit Impl(int socket) : fd(socket) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { ::close(fd); }

  Result<void> wait_for(short events, steady_clock::time_point until, bool forever) const {
    while (true) {
      auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
      if (!forever && left <= milliseconds::zero()) {
        return failure("Holdfast did not answer in time; try again, and see: holdfast doctor",
                       FailureKind::kNoAnswer);
      }
      pollfd watched{fd, events, 0};
      const int ready = ::poll(&watched, 1, forever ? -1 : static_cast<int>(left.count()));
      if (ready > 0) return {};
      if (ready < 0 && errno != EINTR) return failure("poll: " + words_for(errno));
    }
  }

  Result<void> send(std::string_view bytes, milliseconds timeout) const {
    const auto until = steady_clock::now() + timeout;
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (errno == EAGAIN) {
        if (auto ready = wait_for(POLLOUT, until, false); !ready) return ready.error();
      } else if (errno != EINTR) {
        return closed(errno);
      }
    }
    return {};
  }

  Result<Reply> receive(milliseconds timeout) {
    const auto until = steady_clock::now() + timeout;
    while (true) {
      if (auto message = frames.next()) return decode_reply(*message);
      if (auto ready = wait_for(POLLIN, until, timeout == kForever); !ready) return ready.error();
      char buffer[16 << 10];
      const ssize_t got = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
      if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (got < 0) return closed(errno);
      if (got == 0)
        return failure("Holdfast closed the connection; see: holdfast doctor",
                       FailureKind::kClosed);
      const std::string_view bytes(buffer, static_cast<std::size_t>(got));
      if (frames.feed(bytes) == FrameReader::Room::kExceeded && !frames.holds_a_message()) {
        return failure("the answer is longer than a message may be", FailureKind::kNotReadable);
      }
    }
  }

  Result<void> send_call(std::string_view method, boost::json::object parameters, bool more,
                         milliseconds timeout) {
    if (broken) return failure("the connection is used up; connect anew");
    const Call call{std::string(method), std::move(parameters), false, more};
    const std::string bytes = encode(call);
    if (bytes.size() > kMaxMessageBytes) {
      return failure("that is more than one message may carry (1 MiB)", FailureKind::kTooLong);
    }
    return send(bytes, timeout);
  }

  int fd;
  FrameReader frames;
  bool broken = false;  // an answer may still be on its way: no other call can follow
};

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::connect(const std::string& socket_path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_path.empty() || socket_path.size() >= sizeof address.sun_path) {
    return failure("not a path for a socket: \"" + socket_path + "\"");
  }
  std::memcpy(address.sun_path, socket_path.data(), socket_path.size());
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return failure("socket: " + words_for(errno));
  auto impl = std::make_unique<Impl>(fd);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return why_not_connected(socket_path, errno);
  }
  return Client(std::move(impl));
}

Result<Reply> Client::call(std::string_view method, boost::json::object parameters,
                           milliseconds timeout) {
  auto sent = impl_->send_call(method, std::move(parameters), false, timeout);
  if (!sent) {
    impl_->broken = true;
    return sent.error();
  }
  Result<Reply> reply = impl_->receive(timeout);
  if (!reply) impl_->broken = true;
  return reply;
}

Result<void> Client::stream(std::string_view method, boost::json::object parameters,
                            const std::function<bool(const Reply&)>& on_reply) {
  auto sent = impl_->send_call(method, std::move(parameters), true, std::chrono::seconds(30));
  impl_->broken = true;  // until the last reply has come
  if (!sent) return sent.error();
  while (true) {
    Result<Reply> reply = impl_->receive(kForever);
    if (!reply) return reply.error();
    const bool wanted = on_reply(*reply);
    if (!reply->continues) {
      impl_->broken = false;
      return {};
    }
    if (!wanted) return {};
  }
}

int Client::fd() const { return impl_->fd; }

}  // namespace holdfast::ipc
