#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "daemon/sentry/channel_io.h"
#include "platform/fd.h"

namespace holdfast::daemon {

/// Descriptors that several messages may carry, one after another.
using SharedDescriptors = std::shared_ptr<const std::vector<platform::Fd>>;

/// The daemon's end of a channel to a sentry. Sends in order and keeps what the socket does not
/// take yet. Broken messages are passed over.
class SentryChannel : public std::enable_shared_from_this<SentryChannel> {
 public:
  using OnMessage = std::function<void(Message)>;
  using OnClosed = std::function<void()>;

  SentryChannel(boost::asio::io_context& io, platform::Fd socket);
  /// Begins to receive. `on_closed` is called once, unless `close` came before.
  void start(OnMessage on_message, OnClosed on_closed);
  void send(Message message, SharedDescriptors descriptors = nullptr);
  void close();

 private:
  struct Outgoing {
    Message message;
    SharedDescriptors descriptors;
  };
  void wait_to_read();
  void read_all();
  void write_all();
  void lose();

  boost::asio::posix::stream_descriptor socket_;
  OnMessage on_message_;
  OnClosed on_closed_;
  std::deque<Outgoing> outgoing_;
  bool writing_ = false;
};

}  // namespace holdfast::daemon
