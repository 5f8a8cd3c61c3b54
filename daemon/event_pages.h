#pragma once

#include <cstdint>
#include <vector>

#include "platform/store/store.h"
#include "policy/log_entry.h"

namespace holdfast::daemon {

/// A recorded row as the entry that it was.
LogEntry entry_of(const platform::EventRow& row);

/// Reads recorded events a page at a time, so that years of them are never in memory at once. What
/// is recorded meanwhile comes at the end.
class EventPages {
 public:
  static constexpr std::int64_t kEventsAPage = 200;

  /// `store` outlives it.
  EventPages(platform::Store& store, platform::Store::Query query);

  /// The next ones, ascending, at most `kEventsAPage`; none after the last.
  Result<std::vector<LogEntry>> next();

 private:
  Result<void> find_the_newest();

  platform::Store& store_;
  platform::Store::Query query_;
  std::int64_t left_;  // negative: no limit
};

}  // namespace holdfast::daemon
