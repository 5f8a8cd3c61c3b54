#include "platform/store/salvage.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/store/sqlite_store.h"

namespace holdfast::platform {
namespace {

using sqlite::Database;
using sqlite::Statement;

constexpr std::int64_t kFarthestId = std::int64_t{1} << 40;

/// What reading the next row came to.
enum class Next { kRow, kEnd, kUnreadable };

// What fails is tried a second time: an error of the device may have passed a moment later, and
// SQLite does not always tell it from a damaged page. Rows start above `after` where the statement
// is not among its rows already.
Next next_row(Statement& rows, std::int64_t after) {
  auto stepped = rows.step();
  if (!stepped) stepped = rows.bind(after).step();
  if (!stepped) return Next::kUnreadable;
  return *stepped == Statement::Step::kRow ? Next::kRow : Next::kEnd;
}

/// How a row was reached.
enum class Reached { kInOrder, kPastUnreadable };
using OnRow = std::function<Result<void>(const Statement&, Reached)>;

/// The smallest number above `after` from which on a row, or the end, can be read.
/// Goes on in growing strides until one lands behind the unreadable pages, then halves its way back
/// to their edge. A stride is a small part of the way so far, so that little is leapt over that can
/// be read, and still the end is soon reached.
std::optional<std::int64_t> edge_of_damage(Statement& rows, std::int64_t after) {
  const auto lands = [&](std::int64_t above) {
    const bool landed = next_row(rows.bind(above), above) != Next::kUnreadable;
    rows.reset();
    return landed;
  };
  std::int64_t fails = after;
  std::int64_t works = after + 1;
  while (!lands(works)) {
    if (works > kFarthestId) return std::nullopt;
    fails = works;
    works += std::max<std::int64_t>(1, (works - after) / 64);
  }
  while (works - fails > 1) {
    const std::int64_t middle = fails + (works - fails) / 2;
    (lands(middle) ? works : fails) = middle;
  }
  return works;
}

/// Hands on every readable row of a table. `sql` selects the rows whose integer key, its first
/// column, is above ?1, in ascending order.
Result<void> each_readable(const Database& database, std::string_view sql, const OnRow& on_row) {
  auto rows = database.prepare(sql);
  if (!rows) rows = database.prepare(sql);
  if (!rows) return {};  // not even the table's definition could be read
  std::int64_t after = 0;
  rows->bind(after);
  Reached reached = Reached::kInOrder;
  for (;;) {
    switch (next_row(*rows, after)) {
      case Next::kRow:
        after = rows->integer(0);
        if (auto taken = on_row(*rows, reached); !taken) return taken;
        reached = Reached::kInOrder;
        break;
      case Next::kEnd:
        return {};
      case Next::kUnreadable: {
        const auto edge = edge_of_damage(*rows, after);
        if (!edge) return {};
        after = *edge;
        rows->bind(after);
        reached = Reached::kPastUnreadable;
        break;
      }
    }
  }
}

/// A row that the tables do not take (half of it cut off, it reads as NULL) is left out like one
/// that cannot be read.
Result<bool> is_taken(const Result<void>& written) {
  if (written) return true;
  if (written.error().code == ErrorCode::kInvalid) return false;
  return written.error();
}

class Salvage {
 public:
  Salvage(const Database& damaged, const Database& fresh) : damaged_(damaged), fresh_(fresh) {}

  Result<Salvaged> run() {
    // One look at the file for all of it; each statement would take one of its own.
    (void)damaged_.run("BEGIN");
    auto transaction = sqlite::Transaction::begin(fresh_);
    if (!transaction) return transaction.error();
    for (const auto step : {&Salvage::facts, &Salvage::events, &Salvage::earlier_gaps,
                            &Salvage::half_rows, &Salvage::episodes, &Salvage::days}) {
      if (auto done = (this->*step)(); !done) return done.error();
    }
    if (auto done = transaction->commit(); !done) return done.error();
    return salvaged_;
  }

 private:
  Result<void> facts() {
    auto put = fresh_.prepare("INSERT INTO fact VALUES (?1, ?2)");
    if (!put) return put.error();
    return each_readable(damaged_,
                         "SELECT rowid, key, value FROM fact WHERE rowid > ?1 ORDER BY rowid",
                         [&](const Statement& row, Reached) -> Result<void> {
                           const auto taken = is_taken(put->bind_columns(row, 1, 2).run());
                           if (!taken) return taken.error();
                           salvaged_.facts += *taken;
                           return {};
                         });
  }

  Result<void> events() {
    auto put = fresh_.prepare("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    auto put_gap = fresh_.prepare("INSERT INTO chain_gap VALUES (?1)");
    if (!put) return put.error();
    if (!put_gap) return put_gap.error();
    bool missed_one = false;
    return each_readable(
        damaged_, "SELECT " + std::string(kEventColumns) + " FROM event WHERE id > ?1 ORDER BY id",
        [&](const Statement& row, Reached reached) -> Result<void> {
          const auto taken = is_taken(put->bind_columns(row, 0, 8).run());
          if (!taken) return taken.error();
          salvaged_.events += *taken;
          missed_one = missed_one || reached == Reached::kPastUnreadable || !*taken;
          if (!*taken || !missed_one) return {};
          missed_one = false;
          ++salvaged_.gaps;
          return put_gap->bind(row.integer(0)).run();
        });
  }

  // Those of an earlier damage.
  Result<void> earlier_gaps() {
    auto put = fresh_.prepare("INSERT OR IGNORE INTO chain_gap VALUES (?1)");
    if (!put) return put.error();
    return each_readable(
        damaged_,
        "SELECT before_event FROM chain_gap WHERE before_event > ?1 ORDER BY before_event",
        [&](const Statement& row, Reached) -> Result<void> {
          const auto taken = is_taken(put->bind_columns(row, 0, 1).run());
          if (!taken) return taken.error();
          return {};
        });
  }

  // A row at the edge of the damage may be half there. Nothing before it vouches for it any more,
  // but the row after it does: if that one does not follow from it, it is left out, and the gap is
  // wider.
  Result<void> half_rows() {
    auto rows = fresh_.prepare(
        "SELECT id, hash FROM event WHERE id IN (SELECT before_event FROM chain_gap)");
    auto drop = fresh_.prepare("DELETE FROM event WHERE id = ?1");
    auto move_gap = fresh_.prepare(
        "UPDATE chain_gap SET before_event = ?2"
        " WHERE before_event = ?1");
    if (!rows) return rows.error();
    if (!drop) return drop.error();
    if (!move_gap) return move_gap.error();
    std::vector<std::pair<std::int64_t, Hash>> edges;
    for (;;) {
      const auto stepped = rows->step();
      if (!stepped) return stepped.error();
      if (*stepped == Statement::Step::kDone) break;
      edges.emplace_back(rows->integer(0), hash_at(*rows, 1));
    }
    for (const auto& [id, hash] : edges) {
      const auto follower = follower_that_does_not_fit(id, hash);
      if (!follower) return follower.error();
      if (*follower == 0) continue;
      if (auto done = move_gap->bind(id, *follower).run(); !done) return done;
      if (auto done = drop->bind(id).run(); !done) return done;
      --salvaged_.events;
    }
    return {};
  }

  // The id of the row after `id` if its hash ought to follow from `hash` and does not; 0 otherwise.
  Result<std::int64_t> follower_that_does_not_fit(std::int64_t id, const Hash& hash) {
    auto next = fresh_.prepare("SELECT " + std::string(kEventColumns) +
                               ", id IN (SELECT before_event FROM chain_gap)"
                               " FROM event WHERE id > ?1 ORDER BY id LIMIT 1");
    if (!next) return next.error();
    const auto stepped = next->bind(id).step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return std::int64_t{0};
    const bool begins_after_gap = next->integer(8) != 0;
    const bool fits = begins_after_gap || hasher_.event(hash, event_at(*next)) == hash_at(*next, 7);
    return fits ? 0 : next->integer(0);
  }

  Result<void> episodes() {
    auto put = fresh_.prepare("INSERT INTO episode VALUES (?1, ?2, ?3)");
    if (!put) return put.error();
    return each_readable(damaged_,
                         "SELECT id, attempts, hash FROM episode WHERE id > ?1 ORDER BY id",
                         [&](const Statement& row, Reached) -> Result<void> {
                           const std::int64_t id = row.integer(0);
                           const auto taken = is_taken(put->bind_columns(row, 0, 3).run());
                           if (!taken) return taken.error();
                           return *taken ? attempts(id, row.integer(1)) : Result<void>();
                         });
  }

  Result<void> attempts(std::int64_t episode, std::int64_t expected) {
    auto put = fresh_.prepare("INSERT INTO attempt VALUES (?6, ?5, ?1, ?2, ?3, ?4)");
    if (!put) return put.error();
    std::int64_t kept = 0;
    const std::string sql =
        "SELECT number, after_ms, detector, port, count FROM attempt WHERE episode = " +
        std::to_string(episode) + " AND number > ?1 ORDER BY number";
    auto copied = each_readable(damaged_, sql, [&](const Statement& row, Reached) -> Result<void> {
      put->bind_columns(row, 1, 4);
      put->bind_one(5, kept + 1);
      put->bind_one(6, episode);
      const auto taken = is_taken(put->run());
      if (!taken) return taken.error();
      kept += *taken;
      return {};
    });
    if (!copied) return copied;
    salvaged_.attempts += kept;
    return kept == expected ? Result<void>() : rechain(episode, kept);
  }

  // Some attempts of the episode are lost; those that are left make a chain of their own.
  Result<void> rechain(std::int64_t episode, std::int64_t kept) {
    auto rows = read_attempts(fresh_, episode);
    if (!rows) return rows.error();
    Hash hash{};
    for (const AttemptRow& row : *rows) hash = hasher_.attempt(hash, row);
    auto set = fresh_.prepare("UPDATE episode SET attempts = ?2, hash = ?3 WHERE id = ?1");
    if (!set) return set.error();
    return set->bind(episode, kept, hash).run();
  }

  Result<void> days() {
    return fresh_.run(
        "INSERT INTO day SELECT (wall_ms + utc_offset_s * 1000) / 86400000"
        " - ((wall_ms + utc_offset_s * 1000) % 86400000 < 0) AS local_day,"
        " kind, count(*), min(id), max(id) FROM event GROUP BY local_day, kind");
  }

  const Database& damaged_;
  const Database& fresh_;
  RowHasher hasher_;
  Salvaged salvaged_;
};

}  // namespace

Result<Salvaged> salvage(const Database& damaged, const Database& fresh) {
  return Salvage(damaged, fresh).run();
}

Phrase describe(const Salvaged& salvaged) {
  return say("{1} events, {2} facts and {3} attempts were carried over",
             {std::to_string(salvaged.events), std::to_string(salvaged.facts),
              std::to_string(salvaged.attempts)});
}

}  // namespace holdfast::platform
