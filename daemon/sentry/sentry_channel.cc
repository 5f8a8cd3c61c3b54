#include "daemon/sentry/sentry_channel.h"

#include <utility>

namespace holdfast::daemon {

namespace asio = boost::asio;
using boost::system::error_code;

SentryChannel::SentryChannel(asio::io_context& io, platform::Fd socket)
    : socket_(io, socket.release()) {}

void SentryChannel::start(OnMessage on_message, OnClosed on_closed) {
  on_message_ = std::move(on_message);
  on_closed_ = std::move(on_closed);
  wait_to_read();
}

void SentryChannel::wait_to_read() {
  socket_.async_wait(asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this()](const error_code& error) {
                       if (!error) self->read_all();
                     });
}

void SentryChannel::read_all() {
  while (socket_.is_open()) {
    auto received = receive_message(socket_.native_handle());
    if (!received) {
      if (received.error().code == ErrorCode::kNotFound) return lose();
      continue;
    }
    if (!*received) return wait_to_read();
    on_message_(std::move((*received)->message));
  }
}

void SentryChannel::send(Message message, SharedDescriptors descriptors) {
  if (!socket_.is_open()) return;
  outgoing_.push_back({std::move(message), std::move(descriptors)});
  if (!writing_) write_all();
}

void SentryChannel::write_all() {
  writing_ = false;
  while (socket_.is_open() && !outgoing_.empty()) {
    std::vector<int> descriptors;
    if (outgoing_.front().descriptors)
      for (const platform::Fd& fd : *outgoing_.front().descriptors) descriptors.push_back(fd.get());
    const auto sent = send_message(socket_.native_handle(), outgoing_.front().message, descriptors);
    if (!sent && sent.error().code == ErrorCode::kBusy) {
      writing_ = true;
      socket_.async_wait(asio::posix::stream_descriptor::wait_write,
                         [self = shared_from_this()](const error_code& error) {
                           if (!error) self->write_all();
                         });
      return;
    }
    outgoing_.pop_front();  // sent, or the reader will find the channel closed
  }
}

void SentryChannel::lose() {
  const OnClosed on_closed = std::move(on_closed_);
  close();
  if (on_closed) on_closed();
}

void SentryChannel::close() {
  on_closed_ = nullptr;
  outgoing_.clear();
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace holdfast::daemon
