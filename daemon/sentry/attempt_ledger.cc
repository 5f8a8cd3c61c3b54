#include "daemon/sentry/attempt_ledger.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace holdfast::daemon {
namespace {

std::string_view as_text(const IpAddress& address) {
  return {reinterpret_cast<const char*>(address.octets().data()), address.size()};
}

std::uint64_t hash_of(const Sighting& sighting) {
  const std::string_view what =
      sighting.host.empty() ? as_text(sighting.destination.address) : sighting.host;
  const std::uint64_t kind = static_cast<std::uint64_t>(sighting.detector) << 24 |
                             static_cast<std::uint64_t>(sighting.intent) << 16 |
                             sighting.destination.port;
  return std::hash<std::string_view>{}(what) ^ kind * 0x9e3779b97f4a7c15ULL;
}

bool is_alike(const AttemptReport& report, const Sighting& sighting) {
  return report.detector == sighting.detector && report.intent == sighting.intent &&
         report.host == sighting.host && report.destination &&
         report.destination->port == sighting.destination.port &&
         (!sighting.host.empty() || report.destination->address == sighting.destination.address);
}

std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  return a > kMost - b ? kMost : a + b;
}

}  // namespace

template <class Visit>
void AttemptLedger::for_each(Visit visit) {
  for (auto& [hash, entry] : entries_) visit(entry);
  for (Entry& entry : overflow_) visit(entry);
}

std::optional<AttemptReport> AttemptLedger::note(const Sighting& sighting, Instant now) {
  Entry& entry = entry_for(sighting, now);
  entry.latest.count = sum(entry.latest.count, 1);
  entry.latest.client = sighting.client;
  if (sighting.encrypted == EncryptedName::kOffered) entry.latest.encrypted = sighting.encrypted;
  if (entry.latest.destination) {
    entry.latest.destination = sighting.destination;
    entry.latest.path = sighting.path;
  }
  entry.seen = now;
  if (entry.in_flight == 0 && entry.not_before <= now) return dispatch(entry, now);
  wake_by(entry.not_before);
  return std::nullopt;
}

AttemptLedger::Entry& AttemptLedger::entry_for(const Sighting& sighting, Instant now) {
  const std::uint64_t hash = hash_of(sighting);
  const auto [first, last] = entries_.equal_range(hash);
  for (auto at = first; at != last; ++at)
    if (is_alike(at->second.latest, sighting)) return at->second;

  const bool has_room = make_room(now);
  Entry& entry = has_room ? entries_.emplace(hash, Entry())->second
                          : overflow_[static_cast<std::size_t>(sighting.detector)];
  entry.latest.detector = sighting.detector;
  if (!has_room) return entry;
  entry.latest.intent = sighting.intent;
  entry.latest.host = sighting.host;
  entry.latest.destination = sighting.destination;
  return entry;
}

bool AttemptLedger::make_room(Instant now) {
  if (entries_.size() < kMaxKeys) return true;
  const auto quiet = std::find_if(entries_.begin(), entries_.end(), [&](const auto& item) {
    const Entry& entry = item.second;
    return entry.latest.count == 0 && entry.in_flight == 0 && entry.not_before <= now;
  });
  if (quiet == entries_.end()) return false;
  entries_.erase(quiet);
  return true;
}

AttemptReport AttemptLedger::dispatch(Entry& entry, Instant now) {
  AttemptReport report = entry.latest;
  report.token = ++last_token_;
  report.age = std::chrono::duration_cast<std::chrono::milliseconds>(now - entry.seen);
  entry.latest.token = report.token;
  entry.in_flight = report.count;
  entry.latest.count = 0;
  entry.not_before = now + kPause;
  return report;
}

std::vector<AttemptReport> AttemptLedger::due(Instant now) {
  std::vector<AttemptReport> reports;
  if (!next_due_ || *next_due_ > now) return reports;
  next_due_.reset();
  for_each([&](Entry& entry) {
    if (entry.latest.count == 0 || entry.in_flight > 0) return;
    if (entry.not_before <= now) {
      reports.push_back(dispatch(entry, now));
    } else {
      wake_by(entry.not_before);
    }
  });
  return reports;
}

std::optional<Instant> AttemptLedger::next_due() const { return next_due_; }

void AttemptLedger::wake_by(Instant instant) {
  next_due_ = next_due_ ? std::min(*next_due_, instant) : instant;
}

void AttemptLedger::acknowledge(std::uint64_t token) {
  Entry* entry = with_token(token);
  if (!entry) return;
  entry->in_flight = 0;
  if (entry->latest.count > 0) wake_by(entry->not_before);
}

void AttemptLedger::put_back(std::uint64_t token) {
  Entry* entry = with_token(token);
  if (!entry) return;
  entry->latest.count = sum(entry->latest.count, std::exchange(entry->in_flight, 0));
  wake_by(entry->not_before);
}

void AttemptLedger::put_back_all(Instant now) {
  for_each([&](Entry& entry) {
    entry.latest.count = sum(entry.latest.count, std::exchange(entry.in_flight, 0));
    entry.not_before = now;
    if (entry.latest.count > 0) wake_by(now);
  });
}

AttemptLedger::Entry* AttemptLedger::with_token(std::uint64_t token) {
  Entry* found = nullptr;
  for_each([&](Entry& entry) {
    if (entry.in_flight > 0 && entry.latest.token == token) found = &entry;
  });
  return found;
}

std::uint64_t AttemptLedger::unacknowledged() const {
  std::uint64_t total = 0;
  for (const auto& [hash, entry] : entries_) total += entry.latest.count + entry.in_flight;
  for (const Entry& entry : overflow_) total += entry.latest.count + entry.in_flight;
  return total;
}

}  // namespace holdfast::daemon
