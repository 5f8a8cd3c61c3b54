#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "daemon/sentry/attempt_ledger.h"
#include "daemon/sentry/endpoint.h"
#include "daemon/sentry/kind_page.h"
#include "daemon/sentry/own_page.h"
#include "daemon/sentry/relay.h"
#include "daemon/sentry/request.h"
#include "platform/fd.h"

namespace holdfast::daemon {

/// Where a connection is in its short life. All of one phase wait equally long, so each phase is a
/// queue whose front is both the oldest and the next to run out.
enum class Phase : std::uint8_t {
  kFree,
  kWaiting,     ///< accepted, no byte yet
  kReading,     ///< a part of its head is here
  kHolding,     ///< read and blocked; the answer waits for the daemon to look at the socket
  kSending,     ///< answered in part; the rest of it goes once the client reads
  kLingering,   ///< answered; reading the rest, so that the answer is not cut off by a reset
  kConnecting,  ///< on the way to where it was going
  kRelaying,
};
inline constexpr std::size_t kPhases = 8;

/// One accepted connection. Small while it waits; what it needs later hangs off it.
struct Connection {
  platform::Fd client;
  Phase phase = Phase::kFree;
  Protocol protocol = Protocol::kNone;
  platform::HttpMethod method = platform::HttpMethod::kOther;
  PageKind page = PageKind::kPage;
  bool polled = false;
  std::uint16_t tls_version = 0;
  std::uint32_t generation = 0;  ///< differs each time the slot is used
  std::uint32_t next = 0;
  std::uint32_t previous = 0;
  Instant deadline;
  Endpoint from;
  Endpoint to;
  std::uint64_t token = 0;            ///< of the report that the answer waits for
  std::uint64_t asked = 0;            ///< the number of the question whether it may go on
  std::unique_ptr<std::string> head;  ///< when the head came in pieces, or has to wait
  std::unique_ptr<Relay> relay;
  std::unique_ptr<PageVisit> visit;   ///< only for a page over HTTP
  std::unique_ptr<std::string> rest;  ///< of the answer, while sending
};

/// All connections: slots that are reused, and a queue for each phase.
class ConnectionTable {
 public:
  using Slot = std::uint32_t;

  /// A slot in Phase::kFree.
  Slot take();
  /// Closes what it holds.
  void release(Slot slot);
  Connection& operator[](Slot slot) { return slots_[slot - 1]; }
  const Connection& operator[](Slot slot) const { return slots_[slot - 1]; }
  /// The slot if it is still used by the connection that `generation` meant.
  std::optional<Slot> current(Slot slot, std::uint32_t generation);

  /// Moves it to the end of that phase's queue, with the time it has there from now on.
  void enter(Slot slot, Phase phase, Instant now);
  /// The oldest in a phase.
  std::optional<Slot> oldest(Phase phase) const;
  /// The one after it in the same phase.
  std::optional<Slot> after(Slot slot) const;
  /// One whose time is over, whatever its phase.
  std::optional<Slot> expired(Instant now) const;
  std::optional<Instant> next_deadline() const;

  std::size_t size() const { return used_; }

 private:
  struct Queue {
    Slot first = 0;
    Slot last = 0;
  };
  void unlink(Slot slot);

  std::deque<Connection> slots_;  // slot 0 means none
  std::array<Queue, kPhases> queues_;
  std::size_t used_ = 0;
};

}  // namespace holdfast::daemon
