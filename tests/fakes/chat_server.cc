#include "tests/fakes/chat_server.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace holdfast {
namespace {

// Whether the head says how long the body is, and that much is there.
bool is_whole(const std::string& request) {
  const auto end = request.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  constexpr std::string_view kLength = "Content-Length: ";
  const auto at = request.find(kLength);
  const std::size_t length =
      at < end ? std::strtoul(request.c_str() + at + kLength.size(), nullptr, 10) : 0;
  return request.size() >= end + 4 + length;
}

}  // namespace

bool ChatServer::Peer::send(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    pollfd ready[] = {{socket_, POLLOUT, 0}, {server_.stop_[0], POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 || ready[1].revents != 0) return false;
    const ssize_t count =
        ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

bool ChatServer::Peer::wait(int milliseconds) {
  pollfd stop{server_.stop_[0], POLLIN, 0};
  return ::poll(&stop, 1, milliseconds) == 0;
}

ChatServer::ChatServer(Behaviour behaviour)
    : behaviour_(std::move(behaviour)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* address = reinterpret_cast<sockaddr*>(&here);
  socklen_t size = sizeof here;
  if (::pipe2(stop_, O_CLOEXEC) != 0 || ::bind(listener_, address, size) != 0 ||
      ::listen(listener_, 8) != 0 || ::getsockname(listener_, address, &size) != 0) {
    std::abort();
  }
  port_ = ntohs(here.sin_port);
  thread_ = std::thread([this] { serve(); });
}

ChatServer::~ChatServer() {
  ::close(stop_[1]);
  thread_.join();
  ::close(stop_[0]);
  ::close(listener_);
}

std::vector<std::string> ChatServer::requests() const {
  const std::lock_guard lock(guard_);
  return requests_;
}

void ChatServer::serve() {
  for (;;) {
    pollfd ready[] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 || ready[1].revents != 0) return;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    serve_one(socket);
    ::close(socket);
  }
}

void ChatServer::serve_one(int socket) {
  std::string request;
  while (!is_whole(request)) {
    pollfd ready[] = {{socket, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 || ready[1].revents != 0) return;
    char bytes[4096];
    const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
    if (count <= 0) return;
    request.append(bytes, static_cast<std::size_t>(count));
  }
  {
    const std::lock_guard lock(guard_);
    requests_.push_back(request);
  }
  Peer peer(*this, socket);
  behaviour_(peer);
}

ChatServer::Behaviour ChatServer::says(std::string bytes) {
  return [bytes = std::move(bytes)](Peer& peer) { peer.send(bytes); };
}

ChatServer::Behaviour ChatServer::answers(const std::string& content) {
  const boost::json::value body{
      {"choices", {{{"message", {{"role", "assistant"}, {"content", content}}}}}}};
  return says(whole("200 OK", boost::json::serialize(body)));
}

std::string ChatServer::whole(const std::string& status, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n" +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace holdfast
