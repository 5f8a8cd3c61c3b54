#include "daemon/sentry/sentry.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "daemon/sentry/page_bundle.h"
#include "daemon/sentry/shared_bytes.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using platform::Fd;

Instant clock_now() { return std::chrono::steady_clock::now(); }

std::optional<uid_t> peer_uid(int socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return std::nullopt;
  return peer.uid;
}

bool out_of_descriptors() {
  return errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS;
}

}  // namespace

Sentry::Sentry(Fd channel, const SentryLimits& limits)
    : limits_(limits), gate_(poller_, limits.descriptors, [this](const Message& message) {
        return channel_ && send_message(channel_.get(), message).has_value();
      }) {
  adopt_channel(std::move(channel));
}

void Sentry::run() {
  while (!may_end()) {
    const std::span<const epoll_event> events = poller_.wait(next_timer());
    const Instant now = clock_now();
    for (const epoll_event& event : events) on_event(PollKey::unpack(event.data.u64), now);
    run_timers(now);
  }
}

bool Sentry::may_end() const {
  if (life_ != Life::kLeaving) return life_ == Life::kOver;
  return gate_.is_idle() && (!channel_ || gate_.unacknowledged() == 0);
}

void Sentry::on_event(const PollKey& key, Instant now) {
  switch (key.owner) {
    case PollKey::Owner::kChannel:
      return on_channel(now);
    case PollKey::Owner::kControl:
      return on_control(now);
    case PollKey::Owner::kListener:
      return on_listener(key.slot, now);
    case PollKey::Owner::kClient:
    case PollKey::Owner::kUpstream:
      return gate_.on_event(key, now);
  }
}

void Sentry::on_channel(Instant now) {
  while (channel_ && life_ != Life::kOver) {
    auto received = receive_message(channel_.get());
    if (!received) {
      if (received.error().code == ErrorCode::kNotFound) return lose_channel(now);
      continue;  // that message was broken, not those behind it
    }
    if (!*received) return;
    on_message(std::move(**received));
  }
}

void Sentry::on_message(Received received) {
  if (const auto* use = std::get_if<UseListeners>(&received.message)) {
    take_listeners(*use, std::move(received.descriptors));
  } else if (const auto* indexes = std::get_if<UseIndexes>(&received.message)) {
    take_indexes(*indexes, received.descriptors);
  } else if (const auto* ack = std::get_if<Ack>(&received.message)) {
    gate_.acknowledge(ack->token);
  } else if (std::holds_alternative<UsePages>(received.message)) {
    take_pages(received.descriptors.front());
  } else if (const auto* answer = std::get_if<PageAnswer>(&received.message)) {
    pass_page_on(*answer, received.descriptors);
  } else if (std::holds_alternative<Release>(received.message)) {
    hand_back();
  } else if (std::holds_alternative<Quit>(received.message)) {
    life_ = Life::kOver;
  }
}

void Sentry::take_listeners(const UseListeners& message, std::vector<Fd> sockets) {
  listeners_.clear();
  accepting_ = false;
  for (std::size_t i = 0; i < sockets.size(); ++i)
    listeners_.push_back({std::move(sockets[i]), message.roles[i]});
  // From now on: a daemon that is killed before it says what to block has a successor, too.
  for_each_listener(Waits::kForSuccessor, [this](std::uint32_t index, int fd) {
    poller_.add(fd, {PollKey::Owner::kControl, index, 0}, EPOLLIN);
  });
  start_accepting();
}

void Sentry::for_each_listener(Waits waits, const std::function<void(std::uint32_t, int)>& visit) {
  for (std::uint32_t i = 0; i < listeners_.size(); ++i) {
    const bool is_control = listeners_[i].role == ListenerRole::kControl;
    if (is_control == (waits == Waits::kForSuccessor)) visit(i, listeners_[i].socket.get());
  }
}

void Sentry::take_indexes(const UseIndexes& message, std::span<const Fd> indexes) {
  auto judge = Judge::open(indexes);
  if (judge) {
    gate_.use(std::move(*judge));
    knows_what_to_block_ = true;
    start_accepting();
  }
  const Holding holding = judge ? Holding::kHeld : Holding::kRejected;
  (void)send_message(channel_.get(), IndexesTaken{message.generation, holding});
}

void Sentry::take_pages(const Fd& pages) {
  const auto mapped = MappedBytes::map(pages.get());
  if (!mapped) return;
  if (auto unpacked = unpack_pages(mapped->bytes())) gate_.use(std::move(*unpacked));
}

void Sentry::pass_page_on(const PageAnswer& answer, std::span<const Fd> page) {
  if (page.empty()) return gate_.answer_page(answer, {});
  const auto mapped = MappedBytes::map(page.front().get());
  const auto bytes = mapped ? mapped->bytes() : std::span<const std::byte>();
  gate_.answer_page(answer, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// Until it knows what to block, clients wait in the listeners' queues.
void Sentry::start_accepting() {
  if (!knows_what_to_block_ || accepting_ || life_ != Life::kServing) return;
  for_each_listener(Waits::kForClients, [this](std::uint32_t index, int fd) {
    poller_.add(fd, {PollKey::Owner::kListener, index, 0}, EPOLLIN);
  });
  accepting_ = !listeners_.empty();
  accept_again_.reset();
}

void Sentry::pause_accepting(Instant now) {
  for_each_listener(Waits::kForClients, [this](std::uint32_t, int fd) { poller_.remove(fd); });
  accepting_ = false;
  accept_again_ = now + 100ms;
}

// One a turn: the poller tells of the next together with what else is ready, which is cheaper than
// asking in vain.
void Sentry::on_listener(std::uint32_t index, Instant now) {
  if (index >= listeners_.size()) return;
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  Fd client(::accept4(listeners_[index].socket.get(), reinterpret_cast<sockaddr*>(&peer), &size,
                      SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (client) return gate_.admit(std::move(client), peer, now);
  if (out_of_descriptors() && !gate_.make_room(now)) pause_accepting(now);
}

void Sentry::on_control(Instant now) {
  const auto control = std::find_if(listeners_.begin(), listeners_.end(), [](const Listener& l) {
    return l.role == ListenerRole::kControl;
  });
  if (control == listeners_.end()) return;
  Fd caller(::accept4(control->socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!caller) return;
  on_channel(now);  // the former daemon's end may be news that has not been read yet
  const auto uid = peer_uid(caller.get());
  const bool may_take_over = uid && (*uid == 0 || *uid == limits_.owner);
  if (!channel_ && may_take_over) adopt_channel(std::move(caller));
}

void Sentry::adopt_channel(Fd channel) {
  channel_ = std::move(channel);
  orphan_until_.reset();
  poller_.add(channel_.get(), {PollKey::Owner::kChannel, 0, 0}, EPOLLIN);
}

void Sentry::lose_channel(Instant now) {
  channel_.reset();
  gate_.daemon_gone(now);
  if (listeners_.empty()) return leave();
  orphan_until_ = now + limits_.orphan_life;
}

void Sentry::hand_back() {
  Released released;
  std::vector<int> sockets;
  for (const Listener& listener : listeners_) {
    released.roles.push_back(listener.role);
    sockets.push_back(listener.socket.get());
  }
  if (send_message(channel_.get(), released, sockets)) leave();
}

void Sentry::leave() {
  if (life_ == Life::kServing) life_ = Life::kLeaving;
  for (const Listener& listener : listeners_) poller_.remove(listener.socket.get());
  listeners_.clear();
  accept_again_.reset();
  orphan_until_.reset();
}

void Sentry::run_timers(Instant now) {
  gate_.run_timers(now, static_cast<bool>(channel_));
  if (accept_again_ && *accept_again_ <= now) start_accepting();
  if (orphan_until_ && *orphan_until_ <= now) leave();
}

std::optional<Instant> Sentry::next_timer() const {
  std::optional<Instant> next = gate_.next_timer(static_cast<bool>(channel_));
  for (const auto& other : {accept_again_, orphan_until_})
    if (other && (!next || *other < *next)) next = other;
  return next;
}

}  // namespace holdfast::daemon
