#include "daemon/sentry/connection_table.h"

#include <utility>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

// How long a connection may stay in a phase; nothing for those that end by themselves.
std::optional<std::chrono::milliseconds> stay(Phase phase) {
  switch (phase) {
    case Phase::kWaiting:
    case Phase::kReading:
    case Phase::kSending:
      return 5s;
    case Phase::kHolding:
      return 400ms;
    case Phase::kLingering:
      return 1s;
    case Phase::kConnecting:
      return 30s;
    case Phase::kFree:
    case Phase::kRelaying:
      break;
  }
  return std::nullopt;
}

constexpr std::array kTimed{Phase::kWaiting, Phase::kReading,   Phase::kHolding,
                            Phase::kSending, Phase::kLingering, Phase::kConnecting};

// As many bits as a PollKey keeps.
constexpr std::uint32_t kGenerationMask = 0xffffff;

std::size_t index_of(Phase phase) { return static_cast<std::size_t>(phase); }

}  // namespace

ConnectionTable::Slot ConnectionTable::take() {
  ++used_;
  if (const Slot free = queues_[index_of(Phase::kFree)].first) {
    unlink(free);
    return free;
  }
  slots_.emplace_back();
  return static_cast<Slot>(slots_.size());
}

void ConnectionTable::release(Slot slot) {
  Connection& connection = (*this)[slot];
  unlink(slot);
  const std::uint32_t generation = (connection.generation + 1) & kGenerationMask;
  connection = Connection();
  connection.generation = generation;
  --used_;
  enter(slot, Phase::kFree, {});
}

std::optional<ConnectionTable::Slot> ConnectionTable::current(Slot slot, std::uint32_t generation) {
  if (slot == 0 || slot > slots_.size()) return std::nullopt;
  const Connection& connection = (*this)[slot];
  if (connection.phase == Phase::kFree || connection.generation != generation) return std::nullopt;
  return slot;
}

void ConnectionTable::enter(Slot slot, Phase phase, Instant now) {
  unlink(slot);
  Connection& connection = (*this)[slot];
  connection.phase = phase;
  if (const auto time = stay(phase)) connection.deadline = now + *time;
  Queue& queue = queues_[index_of(phase)];
  connection.previous = std::exchange(queue.last, slot);
  (connection.previous ? (*this)[connection.previous].next : queue.first) = slot;
}

// A slot in no queue is left as it is.
void ConnectionTable::unlink(Slot slot) {
  Connection& connection = (*this)[slot];
  Queue& queue = queues_[index_of(connection.phase)];
  if (!connection.previous && queue.first != slot) return;
  (connection.previous ? (*this)[connection.previous].next : queue.first) = connection.next;
  (connection.next ? (*this)[connection.next].previous : queue.last) = connection.previous;
  connection.next = connection.previous = 0;
}

std::optional<ConnectionTable::Slot> ConnectionTable::oldest(Phase phase) const {
  const Slot first = queues_[index_of(phase)].first;
  return first ? std::optional(first) : std::nullopt;
}

std::optional<ConnectionTable::Slot> ConnectionTable::after(Slot slot) const {
  const Slot next = (*this)[slot].next;
  return next ? std::optional(next) : std::nullopt;
}

std::optional<ConnectionTable::Slot> ConnectionTable::expired(Instant now) const {
  for (const Phase phase : kTimed)
    if (const auto slot = oldest(phase); slot && (*this)[*slot].deadline <= now) return slot;
  return std::nullopt;
}

std::optional<Instant> ConnectionTable::next_deadline() const {
  std::optional<Instant> next;
  for (const Phase phase : kTimed) {
    const auto slot = oldest(phase);
    if (slot && (!next || (*this)[*slot].deadline < *next)) next = (*this)[*slot].deadline;
  }
  return next;
}

}  // namespace holdfast::daemon
