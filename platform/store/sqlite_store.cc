#include "platform/store/sqlite_store.h"

#include <algorithm>
#include <map>

namespace holdfast::platform {
namespace {

using sqlite::Database;
using sqlite::Statement;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::int64_t count(Wall wall) { return wall.time_since_epoch().count(); }
std::int64_t count(std::chrono::sys_days day) { return day.time_since_epoch().count(); }

// An offset from UTC is less than a day, so an event at `wall` counts to the same day, the one
// before or the one after.
std::chrono::sys_days earliest_day_at(Wall wall) {
  return std::chrono::floor<std::chrono::days>(wall) - std::chrono::days(1);
}

// Where a query has no bound; far from overflowing when a day is taken off.
constexpr std::int64_t kNoBound = std::int64_t{1} << 50;

std::string placeholders(std::size_t first, std::size_t how_many) {
  std::string list;
  for (std::size_t i = 0; i < how_many; ++i) {
    list += (i ? ", ?" : "?") + std::to_string(first + i);
  }
  return list;
}

}  // namespace

EventRow event_at(const Statement& row) {
  EventRow event;
  event.id = row.integer(0);
  event.at.elapsed = Elapsed(milliseconds(row.integer(1)));
  event.at.wall = Wall(milliseconds(row.integer(2)));
  event.utc_offset = seconds(row.integer(3));
  event.kind = row.text(4);
  event.subject = row.text(5);
  event.detail = row.text(6);
  return event;
}

Hash hash_at(const Statement& row, int column) {
  Hash hash{};
  const auto bytes = row.bytes(column);
  if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
  return hash;
}

Result<std::vector<AttemptRow>> read_attempts(const Database& database, std::int64_t episode) {
  auto rows = database.prepare(
      "SELECT event.wall_ms + after_ms, detector, port, count FROM attempt"
      " JOIN event ON event.id = episode WHERE episode = ?1 ORDER BY number");
  if (!rows) return rows.error();
  rows->bind(episode);
  std::vector<AttemptRow> attempts;
  for (;;) {
    const auto stepped = rows->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return attempts;
    attempts.push_back({episode, Wall(milliseconds(rows->integer(0))),
                        static_cast<std::uint8_t>(rows->integer(1)),
                        static_cast<std::uint16_t>(rows->integer(2)),
                        static_cast<std::uint32_t>(rows->integer(3))});
  }
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::create(Database database, Reopen reopen) {
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(database), std::move(reopen)));
  if (auto prepared = store->prepare(); !prepared) return prepared.error();
  return store;
}

Result<void> SqliteStore::prepare() {
  const std::pair<Statement*, std::string_view> wanted[] = {
      {&statements_.add_event, "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
      {&statements_.find_episode,
       "SELECT event.wall_ms, episode.attempts, episode.hash FROM event"
       " LEFT JOIN episode ON episode.id = event.id WHERE event.id = ?1"},
      {&statements_.add_episode, "INSERT INTO episode VALUES (?1, 0, zeroblob(32))"},
      {&statements_.set_episode, "UPDATE episode SET attempts = ?2, hash = ?3 WHERE id = ?1"},
      {&statements_.add_attempt, "INSERT INTO attempt VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
      {&statements_.add_to_day,
       "INSERT INTO day VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET"
       " count = count + excluded.count, last_event = excluded.last_event"},
      {&statements_.put_fact,
       "INSERT INTO fact VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"},
      {&statements_.erase_fact, "DELETE FROM fact WHERE key = ?1"},
  };
  for (const auto& [statement, sql] : wanted) {
    auto prepared = database_.prepare(sql, Database::Lifetime::kKept);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  auto newest = database_.prepare("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1");
  if (!newest) return newest.error();
  const auto found = newest->step();
  if (!found) return found.error();
  tip_ = {};
  if (*found == Statement::Step::kRow) tip_ = {newest->integer(0), hash_at(*newest, 1)};
  return {};
}

Result<std::vector<std::int64_t>> SqliteStore::commit(const Batch& batch) {
  if (batch.empty()) return std::vector<std::int64_t>();
  auto ids = write(batch);
  // A damaged file is kept as it was found.
  if (!ids && ids.error().code == ErrorCode::kCorrupt) database_.on_close(Database::Log::kStays);
  return ids;
}

Result<std::vector<std::int64_t>> SqliteStore::write(const Batch& batch) {
  auto transaction = sqlite::Transaction::begin(database_);
  if (!transaction) return transaction.error();
  Tip tip = tip_;
  auto ids = write_events(batch.events, tip);
  if (!ids) return ids.error();
  if (auto done = write_days(batch.events, *ids); !done) return done.error();
  if (auto done = write_attempts(batch.attempts, *ids); !done) return done.error();
  if (auto done = write_facts(batch.facts); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done.error();
  tip_ = tip;
  return ids;
}

Result<std::vector<std::int64_t>> SqliteStore::write_events(const std::vector<EventRow>& events,
                                                            Tip& tip) {
  std::vector<std::int64_t> ids;
  for (const EventRow& given : events) {
    EventRow event = given;
    if (event.id == 0) event.id = tip.id + 1;
    if (event.id <= tip.id) {
      return Error{ErrorCode::kInvalid, "an event's number must be greater than those before it"};
    }
    tip = {event.id, hasher_.event(tip.hash, event)};
    auto added =
        statements_.add_event
            .bind(event.id, event.at.elapsed.time_since_epoch().count(), count(event.at.wall),
                  event.utc_offset.count(), event.kind, event.subject, event.detail, tip.hash)
            .run();
    if (!added) return added.error();
    ids.push_back(event.id);
  }
  return ids;
}

Result<void> SqliteStore::write_days(const std::vector<EventRow>& events,
                                     const std::vector<std::int64_t>& ids) {
  struct Span {
    std::int64_t count = 0, first = 0, last = 0;
  };
  std::map<std::pair<std::int64_t, std::string_view>, Span> spans;
  for (std::size_t i = 0; i < events.size(); ++i) {
    Span& span = spans[{count(local_day(events[i])), events[i].kind}];
    if (span.count++ == 0) span.first = ids[i];
    span.last = ids[i];
  }
  for (const auto& [key, span] : spans) {
    auto added =
        statements_.add_to_day.bind(key.first, key.second, span.count, span.first, span.last).run();
    if (!added) return added.error();
  }
  return {};
}

Result<void> SqliteStore::write_attempts(const std::vector<AttemptRow>& attempts,
                                         const std::vector<std::int64_t>& ids) {
  struct Episode {
    std::int64_t began = 0, attempts = 0;
    Hash hash{};
  };
  std::map<std::int64_t, Episode> episodes;
  for (const AttemptRow& given : attempts) {
    AttemptRow attempt = given;
    if (attempt.episode < 0 && -attempt.episode <= static_cast<std::int64_t>(ids.size())) {
      attempt.episode = ids[static_cast<std::size_t>(-attempt.episode - 1)];
    }
    auto [at, is_new] = episodes.try_emplace(attempt.episode);
    Episode& episode = at->second;
    if (is_new) {
      Statement& find = statements_.find_episode.bind(attempt.episode);
      const auto found = find.step();
      if (!found) return found.error();
      if (*found == Statement::Step::kDone) {
        return Error{ErrorCode::kInvalid, "an attempt must belong to an event that is recorded"};
      }
      const bool is_begun = !find.is_null(1);
      episode = {find.integer(0), find.integer(1), hash_at(find, 2)};
      find.reset();
      if (!is_begun) {
        if (auto added = statements_.add_episode.bind(attempt.episode).run(); !added) return added;
      }
    }
    episode.hash = hasher_.attempt(episode.hash, attempt);
    auto added = statements_.add_attempt
                     .bind(attempt.episode, ++episode.attempts, count(attempt.at) - episode.began,
                           attempt.detector, attempt.port, attempt.count)
                     .run();
    if (!added) return added;
  }
  for (const auto& [id, episode] : episodes) {
    auto set = statements_.set_episode.bind(id, episode.attempts, episode.hash).run();
    if (!set) return set;
  }
  return {};
}

Result<void> SqliteStore::write_facts(const std::vector<FactChange>& facts) {
  for (const FactChange& fact : facts) {
    auto done = fact.value ? statements_.put_fact.bind(fact.key, *fact.value).run()
                           : statements_.erase_fact.bind(fact.key).run();
    if (!done) return done;
  }
  return {};
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteStore::facts() {
  auto rows = database_.prepare("SELECT key, value FROM fact ORDER BY key");
  if (!rows) return rows.error();
  std::vector<std::pair<std::string, std::string>> facts;
  for (;;) {
    const auto stepped = rows->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return facts;
    facts.emplace_back(rows->text(0), rows->text(1));
  }
}

Result<void> SqliteStore::events(const Query& query,
                                 const std::function<bool(const EventRow&)>& on_row) {
  const std::int64_t since = query.since ? count(*query.since) : -kNoBound;
  const std::int64_t until = query.until ? count(*query.until) : kNoBound;
  std::string sql = "SELECT " + std::string(kEventColumns) + " FROM event WHERE TRUE";
  if (query.since) {
    // What was recorded before the first day concerned need not be looked at.
    sql += " AND id >= (SELECT min(first_event) FROM day WHERE day >= ?4) AND wall_ms >= ?1";
  }
  if (query.until) sql += " AND wall_ms < ?2";
  if (query.after > 0) sql += " AND id > ?5";
  if (!query.kinds.empty()) sql += " AND kind IN (" + placeholders(6, query.kinds.size()) + ")";
  sql = query.limit < 0 ? sql + " ORDER BY id"
                        : "SELECT * FROM (" + sql + " ORDER BY id DESC LIMIT ?3) ORDER BY id";
  auto rows = database_.prepare(sql);
  if (!rows) return rows.error();
  rows->bind(since, until, query.limit,
             query.since ? count(earliest_day_at(*query.since)) : std::int64_t{0}, query.after);
  for (std::size_t i = 0; i < query.kinds.size(); ++i) {
    rows->bind_one(static_cast<int>(6 + i), query.kinds[i]);
  }
  for (;;) {
    const auto stepped = rows->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone || !on_row(event_at(*rows))) return {};
  }
}

Result<std::optional<EventRow>> SqliteStore::last(std::string_view kind) {
  auto row =
      database_.prepare("SELECT " + std::string(kEventColumns) +
                        " FROM event WHERE id = (SELECT max(last_event) FROM day WHERE kind = ?1)");
  if (!row) return row.error();
  const auto stepped = row->bind(kind).step();
  if (!stepped) return stepped.error();
  if (*stepped == Statement::Step::kDone) return std::optional<EventRow>();
  return std::optional(event_at(*row));
}

Result<std::vector<AttemptRow>> SqliteStore::attempts(std::int64_t episode) {
  return read_attempts(database_, episode);
}

Result<std::vector<DayRow>> SqliteStore::days(std::chrono::sys_days from,
                                              std::chrono::sys_days to) {
  auto rows = database_.prepare(
      "SELECT day, kind, count FROM day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, kind");
  if (!rows) return rows.error();
  rows->bind(count(from), count(to));
  std::vector<DayRow> days;
  for (;;) {
    const auto stepped = rows->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return days;
    days.push_back({std::chrono::sys_days(std::chrono::days(rows->integer(0))),
                    std::string(rows->text(1)), rows->integer(2)});
  }
}

Result<void> SqliteStore::erase() {
  statements_ = {};
  database_ = {};
  auto fresh = reopen_();
  if (!fresh) return fresh.error();
  database_ = std::move(*fresh);
  return prepare();
}

}  // namespace holdfast::platform
