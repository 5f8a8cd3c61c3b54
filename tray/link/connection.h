#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/ipc/frame_reader.h"
#include "platform/ipc/message.h"
#include "tray/link/event_source.h"

namespace holdfast::tray {

using OnReply = std::function<void(const ipc::Result<ipc::Reply>&)>;

/// One connection to the daemon on the thread's default main context; nothing in it blocks. Its
/// calls are answered in order. Any callback may close it or let go of it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  struct Opened {
    std::shared_ptr<Connection> connection;  ///< null: see `error`
    int error = 0;                           ///< as of connect(2)
  };
  static Opened open(const std::string& path);
  explicit Connection(int fd);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Called once when it ends without having been closed, after every waiting call got the failure.
  void on_end(std::function<void(const ipc::Failure&)> on_end) { on_end_ = std::move(on_end); }

  /// Waits for as long as the connection lasts.
  static constexpr auto kNoLimit = std::chrono::milliseconds::max();

  /// `method` is qualified. No answer within `patience` ends the connection, since a late one could
  /// be taken for another's.
  void call(std::string_view method, boost::json::object parameters,
            std::chrono::milliseconds patience, OnReply on_reply);
  /// A call with `more`: `on_reply` gets each reply, without limit of time, and a failure if the
  /// connection ends before the last.
  void stream(std::string_view method, boost::json::object parameters, OnReply on_reply);

  /// Every waiting call gets this failure; then no callback is called any more.
  void fail(const std::string& why);
  /// From now on no callback is called.
  void close();
  bool is_open() const { return fd_ >= 0; }

 private:
  struct Waiting {
    OnReply on_reply;
    bool is_stream = false;
    EventSource patience;
  };

  void send(const ipc::Call& call, std::unique_ptr<Waiting> waiting);
  void flush();
  void on_readable();
  void give(const ipc::Result<ipc::Reply>& reply);
  void end(const std::string& why, ipc::FailureKind kind = ipc::FailureKind::kOther);

  int fd_;
  ipc::FrameReader frames_;
  std::string unsent_;
  std::deque<std::unique_ptr<Waiting>> waiting_;
  std::function<void(const ipc::Failure&)> on_end_;
  EventSource readable_;
  EventSource writable_;
  EventSource ending_;
};

}  // namespace holdfast::tray
