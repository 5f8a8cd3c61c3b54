#include "tests/fakes/ipc_service.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <utility>

namespace holdfast::fakes {
namespace {

using std::chrono::milliseconds;

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{AF_UNIX, {}};
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

[[noreturn]] void give_up(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

ListeningSocket::ListeningSocket() {
  char pattern[] = "/tmp/holdfast-ipc-XXXXXX";
  if (::mkdtemp(pattern) == nullptr) give_up("mkdtemp");
  folder_ = pattern;
  path_ = folder_ + "/socket";
  ::chmod(folder_.c_str(), 0755);
  fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const sockaddr_un address = address_of(path_);
  if (::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    give_up("bind");
  }
  ::chmod(path_.c_str(), 0666);
  if (::listen(fd_, SOMAXCONN) != 0) give_up("listen");
}

ListeningSocket::~ListeningSocket() {
  if (fd_ >= 0) ::close(fd_);
  std::filesystem::remove_all(folder_);
}

IpcService::IpcService(daemon::Handler& handler, daemon::AccessPolicy access,
                       const daemon::ServerLimits& limits, const ipc::Interface& interface,
                       const std::string& version)
    : router_(interface, handler, access, version, daemon::IpcRouter::Replies::kChecked) {
  server_.emplace(loop_, socket_.release(), router_, limits);
  thread_ = std::thread([this] { loop_.run(); });
}

IpcService::~IpcService() {
  on_loop([this] {
    server_.reset();
    loop_.stop();
  });
  thread_.join();
}

std::size_t IpcService::connections() {
  std::size_t count = 0;
  on_loop([&] { count = server_->connections(); });
  return count;
}

void IpcService::on_loop(const std::function<void()>& action) {
  std::promise<void> done;
  boost::asio::post(loop_, [&] {
    action();
    done.set_value();
  });
  done.get_future().wait();
}

RawPeer::RawPeer(const std::string& path) {
  fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(path);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    give_up("connect");
  }
}

RawPeer::~RawPeer() {
  if (fd_ >= 0) ::close(fd_);
}

bool RawPeer::wait(short events, milliseconds patience) const {
  pollfd watched{fd_, events, 0};
  return ::poll(&watched, 1, static_cast<int>(patience.count())) > 0;
}

bool RawPeer::send(std::string_view bytes, milliseconds patience) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN || !wait(POLLOUT, patience)) {
      return false;
    }
  }
  return true;
}

std::optional<std::string> RawPeer::receive(milliseconds patience) {
  while (true) {
    if (const auto message = frames_.next()) return std::string(*message);
    if (!wait(POLLIN, patience)) return std::nullopt;
    char bytes[64 << 10];
    const ssize_t got = ::recv(fd_, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got <= 0) return std::nullopt;
    frames_.feed(std::string_view(bytes, static_cast<std::size_t>(got)));
  }
}

bool RawPeer::sees_close(milliseconds patience) {
  char bytes[64 << 10];
  while (wait(POLLIN, patience)) {
    const ssize_t got = ::recv(fd_, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno == ECONNRESET)) return true;
  }
  return false;
}

void RawPeer::end_output() const { ::shutdown(fd_, SHUT_WR); }

}  // namespace holdfast::fakes
