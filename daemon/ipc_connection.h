#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/ipc_handler.h"
#include "platform/ipc/frame_reader.h"

namespace holdfast::daemon {

/// What one connection may cost.
struct ConnectionLimits {
  std::size_t message_bytes = ipc::kMaxMessageBytes;
  std::size_t queued_bytes = 4 * ipc::kMaxMessageBytes;  ///< replies the peer has not taken
  std::chrono::milliseconds half_message = std::chrono::seconds(30);  ///< from its first byte
  std::chrono::milliseconds stalled_output = std::chrono::seconds(30);
};

/// One peer's connection: bytes to calls, in order and one at a time, and replies to bytes. A peer
/// that breaks the protocol or its limits is closed, without a word to it. Holds no timer and
/// wakes nobody while the peer is silent and nothing is half done.
class IpcConnection : public std::enable_shared_from_this<IpcConnection> {
 public:
  using Socket = boost::asio::local::stream_protocol::socket;
  using OnClosed = std::function<void(IpcConnection&)>;

  /// `socket` is non-blocking; `handler` outlives it. `on_closed` is called once, unless the owner
  /// called `close()`.
  IpcConnection(Socket socket, Peer peer, const ConnectionLimits& limits, Handler& handler,
                OnClosed on_closed);

  void start();
  void close();
  const Peer& peer() const { return peer_; }

 private:
  class CallInProgress;

  void wait_for_input();
  void on_input();
  void end_input();
  void schedule_next_call();
  void take_next_call();
  void begin(ipc::Call call);
  void watch_for_half_message();

  void send_reply(const ipc::Reply& reply);
  void send_next_piece();
  void finish_call();
  void flush();
  void wait_for_room();

  void drop();
  bool is_open() const { return socket_.is_open(); }

  Socket socket_;
  Peer peer_;
  ConnectionLimits limits_;
  Handler& handler_;
  OnClosed on_closed_;

  ipc::FrameReader frames_;
  bool input_ended_ = false;
  bool waits_for_input_ = false;
  bool half_message_watched_ = false;
  boost::asio::steady_timer half_message_timer_;

  bool call_in_progress_ = false;
  bool next_call_scheduled_ = false;
  NextPiece next_piece_;  // of a streamed answer
  std::optional<boost::json::object>
      piece_in_hand_;  // held back until it is known whether more follow

  std::string output_;
  std::size_t sent_ = 0;  // of output_
  bool waits_for_room_ = false;
  boost::asio::steady_timer stall_timer_;
};

}  // namespace holdfast::daemon
