#include "daemon/recorder.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <utility>

#include "daemon/log.h"

namespace holdfast::daemon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause(2'000);
constexpr milliseconds kLongestPause(60'000);

}  // namespace

Recorder::Recorder(boost::asio::io_context& loop, platform::RecordQueue& queue, OnDamage on_damage)
    : queue_(queue), on_damage_(std::move(on_damage)), retry_(loop) {
  look_after_queue();
}

void Recorder::record(const std::vector<LogEntry>& entries,
                      const std::vector<effect::RecordAttempt>& attempts,
                      const std::map<std::string, std::optional<std::string>>& facts, Moment now,
                      const TimeZone& zone) {
  platform::Batch batch;
  for (const LogEntry& entry : entries) {
    batch.events.push_back({.id = entry.id,
                            .at = entry.at,
                            .kind = entry.kind,
                            .subject = entry.subject,
                            .detail = boost::json::serialize(entry.detail),
                            .utc_offset = zone.offset_at(entry.at.wall)});
  }
  for (const effect::RecordAttempt& one : attempts) {
    batch.attempts.push_back({.episode = one.urge,
                              .at = now.wall,
                              .detector = static_cast<std::uint8_t>(one.attempt.detector),
                              .port = one.attempt.port,
                              .count = one.attempt.count});
  }
  for (const auto& [key, value] : facts) batch.facts.push_back({key, value});
  if (const auto taken = queue_.commit(batch); !taken) {
    log(LogLevel::kError, "a record was refused: " + taken.error().text);
  }
  look_after_queue();
}

void Recorder::look_after_queue() {
  const auto waiting = queue_.waiting();
  if (!waiting.reason) {
    if (pause_ != milliseconds()) log(LogLevel::kInfo, "all that waited is recorded");
    pause_ = {};
    retry_.cancel();
  } else if (pause_ == milliseconds()) {
    log(LogLevel::kError, "recording waits: " + waiting.reason->text);
    pause_ = kFirstPause;
    try_again();
  }
  if (const auto damage = queue_.take_damage()) on_damage_(*damage);
}

void Recorder::try_again() {
  retry_.expires_after(pause_);
  retry_.async_wait([this](const boost::system::error_code& stopped) {
    if (stopped) return;
    (void)queue_.retry();  // why not is in what waits
    look_after_queue();
    if (pause_ == milliseconds()) return;
    pause_ = std::min(2 * pause_, kLongestPause);
    try_again();
  });
}

Phrase Recorder::trouble() const {
  const auto waiting = queue_.waiting();
  if (!waiting.reason) return "";
  return say("what happens is kept in memory until it can be written: {1}", {waiting.reason->text});
}

}  // namespace holdfast::daemon
