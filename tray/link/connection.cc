#include "tray/link/connection.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "tray/said.h"

namespace holdfast::tray {
namespace {

std::string words_for(int error) { return std::generic_category().message(error); }

}  // namespace

Connection::Opened Connection::open(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return {nullptr, ENAMETOOLONG};
  std::memcpy(address.sun_path, path.data(), path.size());
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return {nullptr, errno};
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const int error = errno;
    ::close(fd);
    return {nullptr, error};
  }
  return {std::make_shared<Connection>(fd), 0};
}

Connection::Connection(int fd) : fd_(fd) {
  readable_.on_fd(fd_, static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR),
                  [this] { on_readable(); });
}

Connection::~Connection() { close(); }

void Connection::close() {
  readable_.stop();
  writable_.stop();
  ending_.stop();
  waiting_.clear();
  on_end_ = nullptr;
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

void Connection::call(std::string_view method, boost::json::object parameters,
                      std::chrono::milliseconds patience, OnReply on_reply) {
  auto waiting = std::make_unique<Waiting>();
  waiting->on_reply = std::move(on_reply);
  if (patience != kNoLimit) {
    waiting->patience.after(
        patience, [this] { end("Holdfast did not answer in time", ipc::FailureKind::kNoAnswer); });
  }
  send({std::string(method), std::move(parameters), false, false}, std::move(waiting));
}

void Connection::stream(std::string_view method, boost::json::object parameters, OnReply on_reply) {
  auto waiting = std::make_unique<Waiting>();
  waiting->on_reply = std::move(on_reply);
  waiting->is_stream = true;
  send({std::string(method), std::move(parameters), false, true}, std::move(waiting));
}

void Connection::send(const ipc::Call& call, std::unique_ptr<Waiting> waiting) {
  const std::string bytes = ipc::encode(call);
  waiting_.push_back(std::move(waiting));
  // Failures are told at the loop's next turn: nobody expects an answer while still asking.
  if (fd_ < 0) return ending_.soon([this] { end("the connection is closed"); });
  if (bytes.size() > ipc::kMaxMessageBytes) {
    return ending_.soon([this] { end("that is more than one message may carry (1 MiB)"); });
  }
  unsent_ += bytes;
  if (!writable_.is_waiting()) flush();
}

void Connection::flush() {
  while (!unsent_.empty()) {
    const ssize_t sent = ::send(fd_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      unsent_.erase(0, static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (!writable_.is_waiting()) writable_.on_fd(fd_, G_IO_OUT, [this] { flush(); });
      return;
    } else if (errno != EINTR) {
      // What the other side still said can be read; then its end is seen there.
      unsent_.clear();
    }
  }
  writable_.stop();
}

void Connection::on_readable() {
  const auto self = shared_from_this();
  char buffer[16 << 10];
  const ssize_t got = ::recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got < 0) return end("Holdfast closed the connection: " + words_for(errno));
  if (got == 0) return end("Holdfast closed the connection");
  const auto room = frames_.feed(std::string_view(buffer, static_cast<std::size_t>(got)));
  while (const auto message = frames_.next()) {
    auto reply = ipc::decode_reply(*message);
    if (reply) say_in_own_language(reply->parameters);
    give(reply);
    if (!is_open()) return;
  }
  if (room == ipc::FrameReader::Room::kExceeded) end("the answer is longer than a message may be");
}

void Connection::give(const ipc::Result<ipc::Reply>& reply) {
  if (!reply) return end(reply.error().text);
  if (waiting_.empty()) return end("Holdfast answered what was not asked");
  if (waiting_.front()->is_stream && reply->continues) {
    const OnReply on_reply = waiting_.front()->on_reply;
    return on_reply(reply);
  }
  const auto answered = std::move(waiting_.front());
  waiting_.pop_front();
  answered->on_reply(reply);
}

void Connection::fail(const std::string& why) {
  on_end_ = nullptr;
  end(why);
}

void Connection::end(const std::string& why, ipc::FailureKind kind) {
  const auto self = shared_from_this();
  const ipc::Failure failure{why, kind};
  const auto waiting = std::exchange(waiting_, {});
  const auto on_end = std::exchange(on_end_, nullptr);
  close();
  for (const auto& one : waiting) one->on_reply(failure);
  if (on_end) on_end(failure);
}

}  // namespace holdfast::tray
