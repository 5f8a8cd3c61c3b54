#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/store/journal.h"
#include "policy/effect.h"
#include "policy/time_zone.h"

namespace holdfast::daemon {

/// Puts what an event came to into the store, as one batch. What cannot be written now waits in the
/// queue, and protection does not depend on it.
class Recorder {
 public:
  explicit Recorder(platform::RecordQueue& queue) : queue_(queue) {}

  void record(const std::vector<LogEntry>& entries,
              const std::vector<effect::RecordAttempt>& attempts,
              const std::map<std::string, std::optional<std::string>>& facts, Moment now,
              const TimeZone& zone);

  /// One sentence for the status; empty while all is written.
  std::string trouble() const;

 private:
  platform::RecordQueue& queue_;
};

}  // namespace holdfast::daemon
