#include "daemon/sentry/relay.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace holdfast::daemon {
namespace {

using platform::Fd;

constexpr int kTurns = 16;  // of the scratch memory, before others get their turn

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

void keep_alive(int socket) {
  const int on = 1;
  (void)::setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

}  // namespace

Result<Relay> Relay::begin(const Endpoint& destination, std::string_view first) {
  const SocketAddress address = socket_address(destination);
  Fd upstream(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const auto failed = [] {
    return Error{ErrorCode::kSystem, std::string("cannot relay: ") + std::strerror(errno)};
  };
  if (!upstream) return failed();
  keep_alive(upstream.get());
  const auto* raw = reinterpret_cast<const sockaddr*>(&address.storage);
  if (::connect(upstream.get(), raw, address.size) != 0 && errno != EINPROGRESS) return failed();
  Relay relay(std::move(upstream));
  relay.out_.waiting = first;
  sockaddr_storage local{};
  socklen_t size = sizeof local;
  if (::getsockname(relay.upstream(), reinterpret_cast<sockaddr*>(&local), &size) == 0)
    relay.local_ = endpoint_of(local);
  return relay;
}

bool Relay::connected() const {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(upstream(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

Relay::State Relay::pump(int client, std::span<char> scratch) {
  const State out = pump_stream(client, upstream(), out_, scratch);
  if (out == State::kBroken) return out;
  const State back = pump_stream(upstream(), client, back_, scratch);
  if (back == State::kBroken) return back;
  if (out == State::kAgain || back == State::kAgain) return State::kAgain;
  return out == State::kEnded && back == State::kEnded ? State::kEnded : State::kOpen;
}

Relay::State Relay::pump_stream(int from, int to, Stream& stream, std::span<char> scratch) {
  for (int turn = 0; turn < kTurns; ++turn) {
    if (stream.closed) return State::kEnded;
    std::string_view bytes = stream.waiting;
    if (bytes.empty() && !stream.ended) {
      const ssize_t size = ::recv(from, scratch.data(), scratch.size(), 0);
      if (size < 0) return would_block() ? State::kOpen : State::kBroken;
      stream.ended = size == 0;
      bytes = {scratch.data(), static_cast<std::size_t>(size)};
    }
    if (bytes.empty()) {
      (void)::shutdown(to, SHUT_WR);
      stream.closed = true;
      return State::kEnded;
    }
    const ssize_t sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && !would_block()) return State::kBroken;
    const std::size_t taken = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    if (taken == bytes.size()) {
      std::string().swap(stream.waiting);
      continue;
    }
    stream.waiting = std::string(bytes.substr(taken));
    return State::kOpen;
  }
  return State::kAgain;
}

}  // namespace holdfast::daemon
