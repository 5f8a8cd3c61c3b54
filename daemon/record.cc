#include "daemon/record.h"

#include <boost/json.hpp>
#include <utility>

#include "policy/log_entry.h"

namespace holdfast::daemon {
namespace {

using platform::RecordQueue;

Result<OpenedRecord> begin_in_memory(const Error& why_not_in_file) {
  auto opened = RecordQueue::open(":memory:");
  if (!opened) return opened.error();
  OpenedRecord record{.queue = std::move(opened->queue)};
  record.trouble = say("what happens is kept in memory only: {1}", {why_not_in_file.text});
  record.file = why_not_in_file.code == ErrorCode::kBusy ? OpenedRecord::File::kHeldByAnother
                                                         : OpenedRecord::File::kLeftAlone;
  return record;
}

}  // namespace

Result<OpenedRecord> open_record(const std::filesystem::path& path) {
  auto opened = RecordQueue::open(path);
  if (!opened) return begin_in_memory(opened.error());
  OpenedRecord record{.queue = std::move(opened->queue), .damage = std::move(opened->damage)};
  if (opened->broken_at && !record.damage) {
    record.damage =
        say("entry {1} was changed after it was written", {std::to_string(*opened->broken_at)});
  }
  return record;
}

Result<void> hand_over(platform::Store& memory, const std::filesystem::path& path) {
  auto file = platform::Store::open(path);
  if (!file) return file.error();
  if (file->unwritable) return *file->unwritable;
  platform::Batch batch;
  Result<void> read;
  const auto listed = memory.events({}, [&](const platform::EventRow& row) {
    auto attempts = memory.attempts(row.id);
    if (!attempts) {
      read = attempts.error();
      return false;
    }
    batch.events.push_back(row);
    batch.events.back().id = 0;
    for (platform::AttemptRow& attempt : *attempts) {
      attempt.episode = -static_cast<std::int64_t>(batch.events.size());
      batch.attempts.push_back(attempt);
    }
    return true;
  });
  if (!listed) return listed.error();
  if (!read) return read;
  if (file->damage && !batch.events.empty()) {
    boost::json::object detail;
    put(detail, "text", *file->damage);
    batch.events.push_back({.at = batch.events.back().at,
                            .kind = std::string(kind::kDamage),
                            .detail = boost::json::serialize(detail)});
  }
  const auto written = file->store->commit(batch);
  return written ? Result<void>() : written.error();
}

}  // namespace holdfast::daemon
