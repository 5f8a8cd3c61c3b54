#include "daemon/ipc_connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

#include "daemon/api_json.h"
#include "platform/ipc/names.h"

namespace holdfast::daemon {
namespace {

// Calls that wait behind one another are read this far ahead, then left in the kernel's buffer.
constexpr std::size_t kReadAhead = 64 << 10;

// A cancelled or moved timer may have been on its way already, with success in hand.
bool has_expired(const boost::asio::steady_timer& timer) {
  return timer.expiry() <= std::chrono::steady_clock::now();
}

void call_off(boost::asio::steady_timer& timer) {
  timer.expires_at(std::chrono::steady_clock::time_point::max());
}

}  // namespace

// One call from its arrival to its last reply. The connection does not own it: the Responders do.
class IpcConnection::CallInProgress : public ReplySink {
 public:
  CallInProgress(std::weak_ptr<IpcConnection> connection, bool more, bool oneway)
      : connection_(std::move(connection)), more_(more), oneway_(oneway) {}

  ~CallInProgress() override {
    if (!is_open()) return;
    reply({std::string(ipc::kFailed), said(say("the daemon gave up on this call; try again"))});
  }

  void reply(ipc::Reply reply) override {
    const auto connection = open_connection();
    if (!connection) return;
    reply.continues = reply.continues && more_;
    answered_ = !reply.continues;
    if (!oneway_) connection->send_reply(reply);
    if (answered_) connection->finish_call();
  }

  void stream(NextPiece next) override {
    const auto connection = open_connection();
    if (!connection) return;
    std::optional<boost::json::object> first = next();
    if (!first) return reply({});
    if (!more_) return reply_alone(std::move(*first), next);
    answered_ = true;  // from here on the connection has it in hand
    connection->next_piece_ = std::move(next);
    connection->piece_in_hand_ = std::move(first);
    connection->send_next_piece();
  }

  bool is_open() const override { return open_connection() != nullptr; }
  bool takes_more() const override { return more_; }

 private:
  std::shared_ptr<IpcConnection> open_connection() const {
    auto connection = answered_ ? nullptr : connection_.lock();
    return connection && connection->is_open() ? connection : nullptr;
  }

  void reply_alone(boost::json::object only, const NextPiece& next) {
    if (next()) return reply({std::string(ipc::kExpectedMore), {}});
    reply({{}, std::move(only)});
  }

  std::weak_ptr<IpcConnection> connection_;
  bool more_;
  bool oneway_;
  bool answered_ = false;
};

IpcConnection::IpcConnection(Socket socket, Peer peer, const ConnectionLimits& limits,
                             Handler& handler, OnClosed on_closed)
    : socket_(std::move(socket)),
      peer_(peer),
      limits_(limits),
      handler_(handler),
      on_closed_(std::move(on_closed)),
      frames_(limits.message_bytes),
      half_message_timer_(socket_.get_executor()),
      stall_timer_(socket_.get_executor()) {}

void IpcConnection::start() { wait_for_input(); }

void IpcConnection::wait_for_input() {
  const bool has_enough = frames_.holds_a_message() && frames_.pending_bytes() >= kReadAhead;
  if (!is_open() || waits_for_input_ || input_ended_ || has_enough) return;
  waits_for_input_ = true;
  // Waiting instead of reading leaves an idle connection without a buffer.
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const auto& error) {
    self->waits_for_input_ = false;
    if (!error && self->is_open()) self->on_input();
  });
}

void IpcConnection::on_input() {
  std::array<char, 64 << 10> bytes;  // NOLINT: filled by recv
  const ssize_t got = ::recv(socket_.native_handle(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (got < 0 && errno != EAGAIN && errno != EINTR) return drop();
  if (got == 0) end_input();
  if (got > 0) {
    const std::string_view part(bytes.data(), static_cast<std::size_t>(got));
    // What came before the message that is too long is still answered.
    if (frames_.feed(part) == ipc::FrameReader::Room::kExceeded) input_ended_ = true;
  }
  watch_for_half_message();
  take_next_call();
  wait_for_input();
}

// A peer may end its side and still read its answers; one that is gone altogether takes with it
// whatever is being answered, above all a stream that would go on for ever.
void IpcConnection::end_input() {
  input_ended_ = true;
  pollfd state{socket_.native_handle(), 0, 0};
  if (::poll(&state, 1, 0) > 0) return drop();  // POLLHUP or POLLERR: nothing else was asked for
  socket_.async_wait(Socket::wait_error, [weak = weak_from_this()](const auto& error) {
    const auto self = weak.lock();
    if (!error && self) self->drop();
  });
}

// One call a turn of the loop: a peer that sends thousands at once waits for the others.
void IpcConnection::schedule_next_call() {
  if (next_call_scheduled_) return;
  next_call_scheduled_ = true;
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
    self->next_call_scheduled_ = false;
    self->take_next_call();
    self->wait_for_input();
  });
}

void IpcConnection::take_next_call() {
  // An answer the peer has not taken yet holds up its next call: it cannot pile them up here.
  if (!is_open() || call_in_progress_ || !output_.empty() || next_call_scheduled_) return;
  const auto message = frames_.next();
  if (!message) {
    if (input_ended_) drop();
    return;
  }
  if (std::exchange(half_message_watched_, false)) call_off(half_message_timer_);
  watch_for_half_message();
  auto call = ipc::decode_call(*message);
  if (!call) return drop();
  begin(std::move(*call));
}

void IpcConnection::begin(ipc::Call call) {
  call_in_progress_ = true;
  auto sink = std::make_shared<CallInProgress>(weak_from_this(), call.more, call.oneway);
  handler_.handle(peer_, std::move(call), Responder(std::move(sink)));
}

void IpcConnection::watch_for_half_message() {
  if (half_message_watched_ || !is_open() || !frames_.holds_only_a_part()) return;
  half_message_watched_ = true;
  half_message_timer_.expires_after(limits_.half_message);
  half_message_timer_.async_wait([weak = weak_from_this()](const auto& error) {
    const auto self = weak.lock();
    if (!error && self && has_expired(self->half_message_timer_)) self->drop();
  });
}

void IpcConnection::send_reply(const ipc::Reply& reply) {
  std::string bytes = ipc::encode(reply);
  if (bytes.size() > ipc::kMaxMessageBytes) {
    bytes = ipc::encode(ipc::Reply{
        std::string(ipc::kFailed),
        said(say("the answer is longer than one message (1 MiB); ask for less")), reply.continues});
  }
  if (output_.size() - sent_ + bytes.size() > limits_.queued_bytes) return drop();
  output_ += bytes;
  if (!waits_for_room_) flush();
}

void IpcConnection::send_next_piece() {
  if (!is_open() || !piece_in_hand_ || !output_.empty()) return;
  ipc::Reply reply{{}, std::move(*piece_in_hand_)};
  piece_in_hand_ = next_piece_();
  reply.continues = piece_in_hand_.has_value();
  if (!reply.continues) next_piece_ = nullptr;
  send_reply(reply);
  if (!reply.continues) return finish_call();
  boost::asio::post(socket_.get_executor(),
                    [self = shared_from_this()] { self->send_next_piece(); });
}

void IpcConnection::finish_call() {
  call_in_progress_ = false;
  // Never from here: the reply may have been sent from within another call's handler.
  if (frames_.holds_a_message() || input_ended_) schedule_next_call();
}

void IpcConnection::flush() {
  while (sent_ < output_.size()) {
    const ssize_t sent = ::send(socket_.native_handle(), output_.data() + sent_,
                                output_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      sent_ += static_cast<std::size_t>(sent);
    } else if (errno == EAGAIN) {
      return wait_for_room();
    } else if (errno != EINTR) {
      return drop();
    }
  }
  output_.clear();
  sent_ = 0;
  if (output_.capacity() > kReadAhead) output_.shrink_to_fit();
}

void IpcConnection::wait_for_room() {
  output_.erase(0, std::exchange(sent_, 0));
  waits_for_room_ = true;
  stall_timer_.expires_after(limits_.stalled_output);
  stall_timer_.async_wait([weak = weak_from_this()](const auto& error) {
    const auto self = weak.lock();
    if (!error && self && has_expired(self->stall_timer_)) self->drop();
  });
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const auto& error) {
    self->waits_for_room_ = false;
    if (error || !self->is_open()) return;
    call_off(self->stall_timer_);
    self->flush();
    self->send_next_piece();
    self->take_next_call();
    self->wait_for_input();
  });
}

void IpcConnection::drop() {
  if (!is_open()) return;
  const auto self = shared_from_this();
  close();
  on_closed_(*this);
}

void IpcConnection::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
  half_message_timer_.cancel();
  stall_timer_.cancel();
  next_piece_ = nullptr;
}

}  // namespace holdfast::daemon
