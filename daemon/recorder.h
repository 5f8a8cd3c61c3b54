#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/store/journal.h"
#include "policy/effect.h"
#include "policy/time_zone.h"

namespace holdfast::daemon {

/// Puts what an event came to into the store, as one batch. What cannot be written now waits in the
/// queue and is tried again by a timer, ever less often; protection does not depend on it. There is
/// no timer while nothing waits.
class Recorder {
 public:
  /// The store turned out damaged and was begun anew: what was remembered in it may be gone.
  using OnDamage = std::function<void(const Phrase& what)>;

  Recorder(boost::asio::io_context& loop, platform::RecordQueue& queue, OnDamage on_damage);

  void record(const std::vector<LogEntry>& entries,
              const std::vector<effect::RecordAttempt>& attempts,
              const std::map<std::string, std::optional<std::string>>& facts, Moment now,
              const TimeZone& zone);

  /// One sentence for the status; empty while all is written.
  Phrase trouble() const;

 private:
  void look_after_queue();
  void try_again();

  platform::RecordQueue& queue_;
  OnDamage on_damage_;
  boost::asio::steady_timer retry_;
  std::chrono::milliseconds pause_{};  ///< before the next try; zero while nothing waits
};

}  // namespace holdfast::daemon
