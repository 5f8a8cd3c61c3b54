#include "daemon/sentry/gate.h"

#include <sys/socket.h>

#include <cerrno>
#include <span>
#include <utility>

namespace holdfast::daemon {
namespace {

using platform::HeadState;

constexpr std::uint32_t kReadable = EPOLLIN | EPOLLRDHUP | EPOLLET;
constexpr std::uint32_t kBothWays = kReadable | EPOLLOUT;

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

Detector detector_of(Protocol protocol) {
  switch (protocol) {
    case Protocol::kTls:
      return Detector::kTls;
    case Protocol::kHttp:
      return Detector::kHttp;
    case Protocol::kNone:
      break;
  }
  return Detector::kSilent;
}

}  // namespace

Gate::Gate(Poller& poller, std::size_t descriptors, Send send)
    : poller_(poller), max_descriptors_(descriptors), send_(std::move(send)) {}

void Gate::use(Judge judge) {
  judge_ = std::move(judge);
  told_.clear();
}

void Gate::admit(platform::Fd client, const sockaddr_storage& peer, Instant now) {
  if (table_.size() + relays_ >= max_descriptors_ && !make_room(now)) return;
  const Slot slot = table_.take();
  Connection& connection = table_[slot];
  connection.from = endpoint_of(peer);
  connection.to = original_destination(client.get(), peer.ss_family);
  connection.client = std::move(client);
  table_.enter(slot, Phase::kWaiting, now);
  const std::uint32_t generation = connection.generation;
  read_head(slot, now);  // the first bytes are often here already
  if (!table_.current(slot, generation)) return;
  if (connection.phase == Phase::kWaiting || connection.phase == Phase::kReading)
    watch(slot, kReadable);
}

void Gate::read_head(Slot slot, Instant now) {
  Connection& connection = table_[slot];
  for (;;) {
    const std::size_t have = connection.head ? connection.head->size() : 0;
    const ssize_t size = ::recv(connection.client.get(), scratch_.data(), kMaxHead - have, 0);
    if (size < 0 && would_block()) return;
    if (size <= 0) return decide(slot, Request(), {}, now);
    std::string_view bytes(scratch_.data(), static_cast<std::size_t>(size));
    if (connection.head) bytes = keep(slot, bytes, now);
    const Request request = read_request(bytes);
    if (request.state != HeadState::kMore) return decide(slot, request, bytes, now);
    if (bytes.size() >= kMaxHead) return decide(slot, Request(), {}, now);
    if (!connection.head) keep(slot, bytes, now);
  }
}

// Appends to what came before, and returns all of it.
std::string_view Gate::keep(Slot slot, std::string_view bytes, Instant now) {
  Connection& connection = table_[slot];
  if (!connection.head) {
    connection.head = std::make_unique<std::string>();
    table_.enter(slot, Phase::kReading, now);
  }
  connection.head->append(bytes);
  head_bytes_ += bytes.size();
  shed_heads(slot, now);
  return *connection.head;
}

void Gate::shed_heads(Slot spare, Instant now) {
  while (head_bytes_ > kMaxHeads) {
    auto oldest = table_.oldest(Phase::kReading);
    if (oldest == spare) oldest = table_.after(spare);
    if (!oldest) return;
    report(*oldest, Request(), Wait::kNo, now);
    release(*oldest);
  }
}

void Gate::decide(Slot slot, const Request& request, std::string_view bytes, Instant now) {
  Connection& connection = table_[slot];
  if (is_for_own_page(request, connection.to)) return visit(slot, request, now);
  const Verdict verdict = judge_.judge(request.host, connection.to.address);
  if (verdict == Verdict::kAsk && ask_about(slot, bytes, now)) return;
  if (verdict != Verdict::kAnswer) {
    tell_of_relay(request.host);
    return relay(slot, bytes, now);
  }
  refuse(slot, request, now);
}

void Gate::refuse(Slot slot, const Request& request, Instant now) {
  Connection& connection = table_[slot];
  connection.protocol = request.protocol;
  connection.method = request.method;
  connection.tls_version = request.tls_version;
  connection.page = page_kind(request.path);
  if (request.protocol == Protocol::kHttp) {
    connection.visit = std::make_unique<PageVisit>(
        PageVisit{.language = language_of(request), .method = request.method});
  }
  report(slot, request, Wait::kForDaemon, now);
  if (connection.phase != Phase::kHolding) answer(slot, now);
}

void Gate::report(Slot slot, const Request& request, Wait wait, Instant now) {
  Connection& connection = table_[slot];
  Sighting sighting;
  sighting.detector = detector_of(request.protocol);
  sighting.intent = request.intent;
  if (request.encrypted == platform::EncryptedHello::kOffered)
    sighting.encrypted = EncryptedName::kOffered;
  sighting.host = request.host;
  sighting.path = request.path;
  sighting.destination = connection.to;
  sighting.client = connection.from;
  const auto report = ledger_.note(sighting, now);
  if (!report) return;
  if (!send_(*report)) return ledger_.put_back(report->token);
  if (wait == Wait::kNo) return;
  connection.token = report->token;
  table_.enter(slot, Phase::kHolding, now);
}

// The daemon looks the name up, and from then on knows the address as shared. What it cannot take
// now it hears at the next such connection.
void Gate::tell_of_relay(const std::string& host) {
  constexpr std::size_t kMost = 256;  // as many as the daemon would follow
  if (host.empty() || told_.size() >= kMost || told_.contains(host)) return;
  if (send_(RelayReport{host})) told_.insert(host);
}

void Gate::answer(Slot slot, Instant now) {
  Connection& connection = table_[slot];
  if (connection.protocol == Protocol::kHttp) {
    const PageVisit& visit = *connection.visit;
    return respond(
        slot,
        visit.asked == 0 ? desk_.blocked(visit, connection.page) : desk_.finish(visit, {}, now),
        now);
  }
  if (connection.protocol == Protocol::kTls) {
    const auto alert = tls_answer(connection.tls_version);
    (void)::send(connection.client.get(), alert.data(), alert.size(), MSG_NOSIGNAL);
    // Closing with bytes unread sends a reset after the alert; some may have come while it waited.
    if (connection.phase == Phase::kHolding) (void)drain(slot);
  }
  release(slot);
}

void Gate::respond(Slot slot, std::string response, Instant now) {
  Connection& connection = table_[slot];
  connection.rest = std::make_unique<std::string>(std::move(response));
  table_.enter(slot, Phase::kSending, now);
  const std::uint32_t generation = connection.generation;
  send_rest(slot, now);
  if (table_.current(slot, generation))
    watch(slot, connection.phase == Phase::kSending ? kBothWays : kReadable);
}

void Gate::send_rest(Slot slot, Instant now) {
  Connection& connection = table_[slot];
  std::string& rest = *connection.rest;
  while (!rest.empty()) {
    const ssize_t sent = ::send(connection.client.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && would_block()) return;
    if (sent <= 0) return release(slot);
    rest.erase(0, static_cast<std::size_t>(sent));
  }
  (void)::shutdown(connection.client.get(), SHUT_WR);
  if (drain(slot)) return release(slot);
  table_.enter(slot, Phase::kLingering, now);
}

// Reads away what has come. True at the end of the stream.
bool Gate::drain(Slot slot) {
  constexpr int kMost = 16;  // of the scratch memory; who sends more gets the reset
  for (int turn = 0; turn < kMost; ++turn) {
    const ssize_t size = ::recv(table_[slot].client.get(), scratch_.data(), scratch_.size(), 0);
    if (size < 0 && would_block()) return false;
    if (size <= 0) return true;
  }
  return true;
}

void Gate::relay(Slot slot, std::string_view first, Instant now) {
  Connection& connection = table_[slot];
  // Without the firewall's exemption for this process, each relay would come back as a client.
  if (is_own_relay(connection)) return reset(slot);
  if (table_.size() + relays_ >= max_descriptors_) {
    const std::uint32_t generation = connection.generation;
    if (!make_room(now) || !table_.current(slot, generation)) return;
  }
  auto relay = Relay::begin(connection.to, first);
  if (!relay) return reset(slot);
  connection.relay = std::make_unique<Relay>(std::move(*relay));
  ++relays_;
  if (connection.head) head_bytes_ -= connection.head->size();
  connection.head.reset();
  table_.enter(slot, Phase::kConnecting, now);
  watch(slot, kBothWays);
  if (!poller_.add(connection.relay->upstream(), key_of(slot, PollKey::Owner::kUpstream),
                   kBothWays))
    reset(slot);
}

bool Gate::is_own_relay(const Connection& connection) const {
  for (const Phase phase : {Phase::kConnecting, Phase::kRelaying}) {
    for (auto slot = table_.oldest(phase); slot; slot = table_.after(*slot)) {
      const Connection& other = table_[*slot];
      if (other.relay->local() == connection.from && other.to == connection.to) return true;
    }
  }
  return false;
}

void Gate::on_event(const PollKey& key, Instant now) {
  const auto slot = table_.current(key.slot, key.generation);
  if (!slot) return;
  Connection& connection = table_[*slot];
  switch (connection.phase) {
    case Phase::kWaiting:
    case Phase::kReading:
      return read_head(*slot, now);
    case Phase::kSending:
      return send_rest(*slot, now);
    case Phase::kLingering:
      if (drain(*slot)) release(*slot);
      return;
    case Phase::kConnecting:
      if (key.owner != PollKey::Owner::kUpstream) return;
      if (!connection.relay->connected()) return reset(*slot);
      table_.enter(*slot, Phase::kRelaying, now);
      return pump(*slot);
    case Phase::kRelaying:
      return pump(*slot);
    case Phase::kHolding:
    case Phase::kFree:
      return;
  }
}

void Gate::pump(Slot slot) {
  Connection& connection = table_[slot];
  switch (connection.relay->pump(connection.client.get(), scratch_)) {
    case Relay::State::kOpen:
      return;
    case Relay::State::kEnded:
      return release(slot);
    case Relay::State::kBroken:
      return reset(slot);
    case Relay::State::kAgain:
      watch(slot, kBothWays);
      poller_.change(connection.relay->upstream(), key_of(slot, PollKey::Owner::kUpstream),
                     kBothWays);
  }
}

void Gate::run_timers(Instant now, bool daemon_listens) {
  while (const auto slot = table_.expired(now)) {
    switch (table_[*slot].phase) {
      case Phase::kWaiting:
      case Phase::kReading:
        decide(*slot, Request(), {}, now);
        break;
      case Phase::kHolding:
        if (table_[*slot].asked != 0) {
          let_in(*slot, now);  // nobody said who it is: the browsers are not to suffer from that
        } else {
          answer(*slot, now);
        }
        break;
      case Phase::kConnecting:
        reset(*slot);
        break;
      default:
        release(*slot);
    }
  }
  if (!daemon_listens) return;
  for (const AttemptReport& report : ledger_.due(now))
    if (!send_(report)) ledger_.put_back(report.token);
}

std::optional<Instant> Gate::next_timer(bool daemon_listens) const {
  auto next = table_.next_deadline();
  const auto due = daemon_listens ? ledger_.next_due() : std::nullopt;
  if (due && (!next || *due < *next)) next = due;
  return next;
}

bool Gate::make_room(Instant now) {
  for (const Phase phase :
       {Phase::kWaiting, Phase::kLingering, Phase::kReading, Phase::kSending, Phase::kHolding}) {
    const auto slot = table_.oldest(phase);
    if (!slot) continue;
    if (phase == Phase::kWaiting || phase == Phase::kReading)
      report(*slot, Request(), Wait::kNo, now);
    release(*slot);
    return true;
  }
  return false;
}

void Gate::acknowledge(std::uint64_t token) {
  ledger_.acknowledge(token);
  for (auto slot = table_.oldest(Phase::kHolding); slot; slot = table_.after(*slot)) {
    if (table_[*slot].token != token) continue;
    return answer(*slot, std::chrono::steady_clock::now());
  }
}

// The client sees a reset, as it would have from a server that is not there.
void Gate::reset(Slot slot) {
  const linger now{1, 0};
  (void)::setsockopt(table_[slot].client.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  release(slot);
}

void Gate::release(Slot slot) {
  const Connection& connection = table_[slot];
  if (connection.relay) --relays_;
  if (connection.head) head_bytes_ -= connection.head->size();
  table_.release(slot);
}

void Gate::watch(Slot slot, std::uint32_t events) {
  Connection& connection = table_[slot];
  const PollKey key = key_of(slot, PollKey::Owner::kClient);
  if (connection.polled) return poller_.change(connection.client.get(), key, events);
  connection.polled = poller_.add(connection.client.get(), key, events);
}

PollKey Gate::key_of(Slot slot, PollKey::Owner owner) {
  return {owner, slot, table_[slot].generation};
}

}  // namespace holdfast::daemon
