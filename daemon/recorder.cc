#include "daemon/recorder.h"

#include <boost/json/serialize.hpp>

#include "daemon/log.h"

namespace holdfast::daemon {

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
  const bool was_waiting = queue_.waiting().reason.has_value();
  if (const auto taken = queue_.commit(batch); !taken) {
    log(LogLevel::kError, "a record was refused: " + taken.error().text);
  }
  const auto waiting = queue_.waiting();
  if (waiting.reason && !was_waiting) {
    log(LogLevel::kError, "recording waits: " + waiting.reason->text);
  }
}

std::string Recorder::trouble() const {
  const auto waiting = queue_.waiting();
  if (!waiting.reason) return "";
  return "what happens is kept in memory until it can be written: " + waiting.reason->text;
}

}  // namespace holdfast::daemon
