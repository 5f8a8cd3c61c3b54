#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/sentry/attempt_ledger.h"
#include "daemon/sentry/connection_table.h"
#include "daemon/sentry/judge.h"
#include "daemon/sentry/page_desk.h"
#include "daemon/sentry/poller.h"
#include "daemon/sentry/request.h"

namespace holdfast::daemon {

/// All connections of the sentry: reads what each asks for, then answers and reports it, or relays
/// it. Bounded in descriptors and in memory; at either bound the oldest that has said least goes
/// first.
class Gate {
 public:
  /// Hands a message to the daemon; false when it cannot be taken now.
  using Send = std::function<bool(const Message&)>;
  static constexpr std::size_t kMaxHead = 16 * 1024;
  static constexpr std::size_t kMaxHeads = 8 * 1024 * 1024;  ///< of all connections together

  /// `descriptors` is how many sockets it may hold at once.
  Gate(Poller& poller, std::size_t descriptors, Send send);

  void use(Judge judge);
  void use(SharedPages pages) { desk_.use(std::move(pages)); }
  void admit(platform::Fd client, const sockaddr_storage& peer, Instant now);
  void on_event(const PollKey& key, Instant now);
  /// Ends what has waited long enough. Sends the reports that are due, if there is a daemon.
  void run_timers(Instant now, bool daemon_listens);
  std::optional<Instant> next_timer(bool daemon_listens) const;
  /// Frees a descriptor at the cost of the connection that is worth least. False when none is.
  bool make_room(Instant now);

  void acknowledge(std::uint64_t token);
  /// `page` is what the person is to be shown, if it is they.
  void answer_page(const PageAnswer& answer, std::string_view page);
  void daemon_gone(Instant now) { ledger_.put_back_all(now); }
  bool is_idle() const { return table_.size() == 0; }
  std::uint64_t unacknowledged() const { return ledger_.unacknowledged(); }

 private:
  using Slot = ConnectionTable::Slot;
  enum class Wait : std::uint8_t { kForDaemon, kNo };

  void read_head(Slot slot, Instant now);
  std::string_view keep(Slot slot, std::string_view bytes, Instant now);
  void decide(Slot slot, const Request& request, std::string_view bytes, Instant now);
  void report(Slot slot, const Request& request, Wait wait, Instant now);
  void tell_of_relay(const std::string& host);
  void visit(Slot slot, const Request& request, Instant now);
  bool ask_about(Slot slot, std::string_view bytes, Instant now);
  void let_in(Slot slot, Instant now);
  void refuse(Slot slot, const Request& request, Instant now);
  void answer(Slot slot, Instant now);
  void respond(Slot slot, std::string response, Instant now);
  void send_rest(Slot slot, Instant now);
  bool drain(Slot slot);
  void relay(Slot slot, std::string_view first, Instant now);
  bool is_own_relay(const Connection& connection) const;
  void pump(Slot slot);
  void reset(Slot slot);
  void release(Slot slot);
  void watch(Slot slot, std::uint32_t events);
  void shed_heads(Slot spare, Instant now);
  PollKey key_of(Slot slot, PollKey::Owner owner);

  Poller& poller_;
  std::size_t max_descriptors_;
  Send send_;
  Judge judge_;
  AttemptLedger ledger_;
  PageDesk desk_;
  std::uint64_t last_asked_ = 0;
  std::set<std::string> told_;  // names of relays, since the indexes last changed
  ConnectionTable table_;
  std::size_t relays_ = 0;
  std::size_t head_bytes_ = 0;
  std::array<char, 64 * 1024> scratch_;
};

}  // namespace holdfast::daemon
