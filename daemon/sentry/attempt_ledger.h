#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/sentry/channel.h"

namespace holdfast::daemon {

/// CLOCK_MONOTONIC.
using Instant = std::chrono::steady_clock::time_point;

/// What one blocked connection was.
struct Sighting {
  Detector detector = Detector::kSilent;
  Intent intent = Intent::kUnknown;
  EncryptedName encrypted = EncryptedName::kNo;
  std::string_view host;
  std::string_view path;
  Endpoint destination;
  Endpoint client;
};

/// Merges alike attempts into few reports: the first of a key goes out at once, those of the next
/// second are counted into one. A key is detector, intent, port and name (or address, where there
/// is no name). A report counts as unsent until it is acknowledged, so whatever dies in between, no
/// count is lost while this lives. Bounded: what finds all kMaxKeys in use is counted in one
/// nameless report for its detector.
class AttemptLedger {
 public:
  static constexpr std::size_t kMaxKeys = 1024;
  static constexpr std::chrono::seconds kPause{1};

  /// The report to send now, if it is the first of its key; its connection may wait for the token.
  std::optional<AttemptReport> note(const Sighting& sighting, Instant now);
  /// The reports whose second is over, and whose count is not yet with the daemon.
  std::vector<AttemptReport> due(Instant now);
  /// When `due` will next have something; nothing while nothing waits.
  std::optional<Instant> next_due() const;

  /// The daemon has stored it.
  void acknowledge(std::uint64_t token);
  /// It could not be sent; it is due again after a second.
  void put_back(std::uint64_t token);
  /// The daemon is gone: everything not acknowledged is due at once, for whoever comes next.
  void put_back_all(Instant now);

  std::size_t size() const { return entries_.size(); }
  /// Attempts that no daemon has acknowledged.
  std::uint64_t unacknowledged() const;

 private:
  struct Entry {
    Entry() { latest.count = 0; }
    AttemptReport latest;  // its count is what no report has carried yet
    Instant seen;
    Instant not_before;           // of the next report
    std::uint32_t in_flight = 0;  // what the last report carried, until acknowledged
  };
  using Entries = std::unordered_multimap<std::uint64_t, Entry>;  // by hash of the key

  Entry& entry_for(const Sighting& sighting, Instant now);
  bool make_room(Instant now);
  AttemptReport dispatch(Entry& entry, Instant now);
  void wake_by(Instant instant);
  Entry* with_token(std::uint64_t token);
  template <class Visit>
  void for_each(Visit visit);

  Entries entries_;
  std::array<Entry, 3> overflow_;  // by detector
  std::uint64_t last_token_ = 0;
  std::optional<Instant> next_due_;  // never later than the truth
};

}  // namespace holdfast::daemon
