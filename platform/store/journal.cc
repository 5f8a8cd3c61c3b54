#include "platform/store/journal.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>

namespace holdfast::platform {
namespace {

// One transaction takes so many rows at most, so that a nearly full disk takes what it can.
constexpr std::size_t kRowsTogether = 500;
// Some 3 MB; a flood must not take the daemon down.
constexpr std::size_t kMostAttempts = 100'000;

std::size_t rows_in(const Batch& batch) {
  return batch.events.size() + batch.attempts.size() + batch.facts.size();
}

void put_fact(std::vector<FactChange>& facts, FactChange change) {
  const auto same = std::ranges::find(facts, change.key, &FactChange::key);
  if (same == facts.end()) {
    facts.push_back(std::move(change));
  } else {
    same->value = std::move(change.value);
  }
}

void append(Batch& to, Batch batch) {
  std::ranges::move(batch.events, std::back_inserter(to.events));
  std::ranges::move(batch.attempts, std::back_inserter(to.attempts));
  for (FactChange& change : batch.facts) put_fact(to.facts, std::move(change));
}

bool matches(const EventRow& event, const Store::Query& query) {
  if (event.id <= query.after) return false;
  if (query.since && event.at.wall < *query.since) return false;
  if (query.until && event.at.wall >= *query.until) return false;
  return query.kinds.empty() || std::ranges::find(query.kinds, event.kind) != query.kinds.end();
}

// Writes into the batch the ids that the store will give.
Result<std::vector<std::int64_t>> number(Batch& batch, std::int64_t& last_id) {
  std::vector<std::int64_t> ids;
  std::int64_t last = last_id;
  for (EventRow& event : batch.events) {
    if (event.id == 0) event.id = last + 1;
    if (event.id <= last) {
      return Error{ErrorCode::kInvalid, "an event's number must be greater than those before it"};
    }
    last = event.id;
    ids.push_back(last);
  }
  for (AttemptRow& attempt : batch.attempts) {
    if (attempt.episode < 0 && -attempt.episode <= static_cast<std::int64_t>(ids.size())) {
      attempt.episode = ids[static_cast<std::size_t>(-attempt.episode - 1)];
    }
  }
  last_id = last;
  return ids;
}

Result<std::int64_t> newest_id(Store& store) {
  std::int64_t newest = 0;
  const auto read = store.events({.limit = 1}, [&](const EventRow& event) {
    newest = event.id;
    return true;
  });
  if (!read) return read.error();
  return newest;
}

}  // namespace

Result<RecordQueue::Opened> RecordQueue::open(const std::filesystem::path& path) {
  Opened opened;
  opened.queue.reset(new RecordQueue(path));
  RecordQueue& queue = *opened.queue;
  auto store = Store::open(path);
  if (!store) {
    const Error& why = store.error();
    if (why.code != ErrorCode::kNoSpace && why.code != ErrorCode::kReadOnly) return why;
    opened.unwritable = why;
    queue.reason_ = why;
    return opened;
  }
  opened.damage = std::move(store->damage);
  opened.broken_at = store->broken_at;
  opened.unwritable = store->unwritable;
  const auto newest = newest_id(*store->store);
  if (!newest) return newest.error();
  queue.last_id_ = *newest;
  queue.reason_ = store->unwritable;
  queue.access_ = store->unwritable ? Access::kRead : Access::kWrite;
  queue.store_ = std::move(store->store);
  (void)queue.was_taken_away();  // a first look
  return opened;
}

RecordQueue::Waiting RecordQueue::waiting() const {
  Waiting waiting{.attempts_dropped = attempts_dropped_, .reason = reason_};
  for (const Batch& batch : waiting_) {
    waiting.events += batch.events.size();
    waiting.attempts += batch.attempts.size();
  }
  return waiting;
}

Result<std::vector<std::int64_t>> RecordQueue::commit(const Batch& given) {
  Batch batch = given;
  const std::int64_t last_id = last_id_;
  auto ids = number(batch, last_id_);
  if (!ids || batch.empty()) return ids;
  auto written = retry();
  if (written) written = write(batch);
  if (!written && written.error().code == ErrorCode::kInvalid) {
    last_id_ = last_id;
    return written.error();
  }
  if (!written) {
    reason_ = written.error();
    enqueue(std::move(batch));
  }
  return ids;
}

Result<void> RecordQueue::retry() {
  while (!waiting_.empty()) {
    if (auto written = write(waiting_.front()); !written) {
      reason_ = written.error();
      return written;
    }
    waiting_.pop_front();
  }
  if (access_ == Access::kWrite) {
    reason_.reset();
    attempts_dropped_ = 0;
  }
  return {};
}

Result<void> RecordQueue::write(Batch& batch) {
  if (access_ != Access::kWrite) {
    if (auto opened = reopen(Check::kQuick); !opened) return opened;
  }
  if (was_taken_away()) {
    if (auto opened = reopen(Check::kThorough); !opened) return opened;
    if (!damage_) damage_ = say("its file was taken away while it was in use; a new one was begun");
  }
  auto committed = store_->commit(batch);
  if (!committed && committed.error().code == ErrorCode::kCorrupt) {
    if (auto opened = reopen(Check::kThorough); !opened) return opened;
    committed = store_->commit(batch);
  }
  if (!committed && committed.error().code == ErrorCode::kInvalid && !batch.attempts.empty()) {
    // Their urge was lost with a damaged file. The events of the batch are not to be lost too.
    attempts_dropped_ += batch.attempts.size();
    batch.attempts.clear();
    if (batch.empty()) return {};
    committed = store_->commit(batch);
  }
  return committed ? Result<void>() : committed.error();
}

// The file only ever grows, and keeps its inode.
bool RecordQueue::was_taken_away() {
  if (path_ == ":memory:") return false;
  struct stat file {};
  const bool is_there = ::stat(path_.c_str(), &file) == 0;
  const Seen now{is_there ? file.st_ino : 0, is_there ? file.st_size : 0};
  const bool is_another = seen_.inode != 0 && now.inode != seen_.inode;
  const bool was_cut = now.bytes < seen_.bytes;
  seen_ = now;
  return is_another || was_cut;
}

Result<void> RecordQueue::reopen(Check check) {
  store_.reset();
  access_ = Access::kNone;
  seen_ = {};
  auto opened = Store::open(path_, check);
  if (!opened) return opened.error();
  if (opened->damage) damage_ = std::move(opened->damage);
  access_ = opened->unwritable ? Access::kRead : Access::kWrite;
  store_ = std::move(opened->store);
  if (opened->unwritable) return *opened->unwritable;
  return {};
}

void RecordQueue::enqueue(Batch batch) {
  const bool fits = !waiting_.empty() && rows_in(waiting_.back()) + rows_in(batch) <= kRowsTogether;
  if (fits) {
    append(waiting_.back(), std::move(batch));
  } else {
    waiting_.push_back(std::move(batch));
  }
  drop_surplus_attempts();
}

void RecordQueue::drop_surplus_attempts() {
  const std::size_t held = waiting().attempts;
  std::size_t surplus = held - std::min(held, kMostAttempts);
  attempts_dropped_ += surplus;
  for (Batch& batch : waiting_) {
    const std::size_t dropped = std::min(surplus, batch.attempts.size());
    batch.attempts.erase(batch.attempts.begin(),
                         batch.attempts.begin() + static_cast<std::ptrdiff_t>(dropped));
    surplus -= dropped;
  }
}

Result<std::vector<std::pair<std::string, std::string>>> RecordQueue::facts() {
  std::map<std::string, std::string> held;
  if (store_) {
    auto stored = store_->facts();
    if (!stored) return stored;
    held.insert(stored->begin(), stored->end());
  }
  for (const Batch& batch : waiting_) {
    for (const auto& [key, value] : batch.facts) {
      if (value) {
        held[key] = *value;
      } else {
        held.erase(key);
      }
    }
  }
  return std::vector<std::pair<std::string, std::string>>(held.begin(), held.end());
}

Result<void> RecordQueue::events(const Query& query,
                                 const std::function<bool(const EventRow&)>& on_row) {
  std::vector<const EventRow*> newer;
  for (const Batch& batch : waiting_) {
    for (const EventRow& event : batch.events) {
      if (matches(event, query)) newer.push_back(&event);
    }
  }
  Query older = query;
  if (query.limit >= 0) {
    const auto limit = static_cast<std::size_t>(query.limit);
    if (newer.size() > limit) newer.erase(newer.begin(), newer.end() - query.limit);
    older.limit = static_cast<std::int64_t>(limit - newer.size());
  }
  bool stopped = false;
  if (store_ && older.limit != 0) {
    auto read = store_->events(older, [&](const EventRow& row) {
      stopped = !on_row(row);
      return !stopped;
    });
    if (!read) return read;
  }
  for (const EventRow* event : newer) {
    if (stopped || !on_row(*event)) break;
  }
  return {};
}

Result<std::optional<EventRow>> RecordQueue::last(std::string_view kind) {
  for (auto batch = waiting_.rbegin(); batch != waiting_.rend(); ++batch) {
    for (auto event = batch->events.rbegin(); event != batch->events.rend(); ++event) {
      if (event->kind == kind) return std::optional(*event);
    }
  }
  if (!store_) return std::optional<EventRow>();
  return store_->last(kind);
}

Result<std::vector<AttemptRow>> RecordQueue::attempts(std::int64_t episode) {
  std::vector<AttemptRow> rows;
  if (store_) {
    auto stored = store_->attempts(episode);
    if (!stored) return stored;
    rows = std::move(*stored);
  }
  for (const Batch& batch : waiting_) {
    std::ranges::copy_if(batch.attempts, std::back_inserter(rows),
                         [&](const AttemptRow& row) { return row.episode == episode; });
  }
  return rows;
}

Result<std::vector<DayRow>> RecordQueue::days(std::chrono::sys_days from,
                                              std::chrono::sys_days to) {
  std::map<std::pair<std::chrono::sys_days, std::string>, std::int64_t> counts;
  if (store_) {
    auto stored = store_->days(from, to);
    if (!stored || waiting_.empty()) return stored;
    for (DayRow& row : *stored) counts[{row.day, std::move(row.kind)}] = row.count;
  }
  for (const Batch& batch : waiting_) {
    for (const EventRow& event : batch.events) {
      const auto day = local_day(event);
      if (from <= day && day <= to) ++counts[{day, event.kind}];
    }
  }
  std::vector<DayRow> rows;
  for (const auto& [key, count] : counts) rows.push_back({key.first, key.second, count});
  return rows;
}

Result<Store::Chain> RecordQueue::verify_chain() {
  if (!store_) return Chain{.head = std::string(64, '0')};
  return store_->verify_chain();
}

Result<std::string> RecordQueue::hash_of(std::int64_t nth) {
  if (!store_) return std::string();
  return store_->hash_of(nth);
}

Result<void> RecordQueue::erase() {
  waiting_.clear();
  attempts_dropped_ = 0;
  last_id_ = 0;
  if (!store_) {
    if (auto opened = reopen(Check::kQuick); !store_) return opened;
  }
  seen_ = {};
  auto erased = store_->erase();
  if (!erased) {
    store_.reset();
    access_ = Access::kNone;
    reason_ = erased.error();
    return erased;
  }
  access_ = Access::kWrite;
  reason_.reset();
  return {};
}

}  // namespace holdfast::platform
