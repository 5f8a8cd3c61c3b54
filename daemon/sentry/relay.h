#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/sentry/endpoint.h"
#include "platform/fd.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// A connection that is no concern of ours, passed on byte for byte in both directions. Buffers
/// only what the other side does not take yet, and then reads no more. An end of stream is passed
/// on as such, so half-closed connections work.
class Relay {
 public:
  enum class State : std::uint8_t {
    kOpen,
    kAgain,   ///< more to do at once; it stopped so that others get their turn
    kEnded,   ///< both sides are done
    kBroken,  ///< one side failed; the other should see a reset
  };

  /// Starts to connect, without waiting. `first` is what the client has already sent.
  static Result<Relay> begin(const Endpoint& destination, std::string_view first);

  int upstream() const { return upstream_.get(); }
  /// Our own end of the connection to the server.
  const Endpoint& local() const { return local_; }
  /// After the upstream socket reported that it is writable: whether it is connected.
  bool connected() const;
  /// Moves what can be moved; `scratch` is working memory. Both sockets are non-blocking.
  State pump(int client, std::span<char> scratch);

 private:
  /// One direction.
  struct Stream {
    std::string waiting;  // read, not yet taken by the other side
    bool ended = false;   // the source will send no more
    bool closed = false;  // and its target was told so
  };

  explicit Relay(platform::Fd upstream) : upstream_(std::move(upstream)) {}
  static State pump_stream(int from, int to, Stream& stream, std::span<char> scratch);

  platform::Fd upstream_;
  Endpoint local_;
  Stream out_;
  Stream back_;
};

}  // namespace holdfast::daemon
