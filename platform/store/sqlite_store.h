#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/store/row_hash.h"
#include "platform/store/sqlite.h"
#include "platform/store/store.h"
#include "policy/result.h"

namespace holdfast::platform {

/// The columns of an event in the order that event_at() reads.
inline constexpr std::string_view kEventColumns =
    "id, elapsed_ms, wall_ms, utc_offset_s, kind, subject, detail, hash";

/// The row of an event whose hash is column 7 of the same row.
EventRow event_at(const sqlite::Statement& row);
/// Zeros where the column holds no hash.
Hash hash_at(const sqlite::Statement& row, int column);
/// Store::attempts() on any database.
Result<std::vector<AttemptRow>> read_attempts(const sqlite::Database& database,
                                              std::int64_t episode);

/// The Store on an open, migrated and checked database.
class SqliteStore final : public Store {
 public:
  /// `reopen` gives an empty database in place of the old one, for erase().
  using Reopen = std::function<Result<sqlite::Database>()>;
  static Result<std::unique_ptr<SqliteStore>> create(sqlite::Database database, Reopen reopen);

  Result<std::vector<std::int64_t>> commit(const Batch& batch) override;
  Result<std::vector<std::pair<std::string, std::string>>> facts() override;
  Result<void> events(const Query& query,
                      const std::function<bool(const EventRow&)>& on_row) override;
  Result<std::optional<EventRow>> last(std::string_view kind) override;
  Result<std::vector<AttemptRow>> attempts(std::int64_t episode) override;
  Result<std::vector<DayRow>> days(std::chrono::sys_days from, std::chrono::sys_days to) override;
  Result<Chain> verify_chain() override;
  Result<std::string> hash_of(std::int64_t nth) override;
  Result<void> erase() override;

  /// First wrong hash among the newest `rows` events, which takes a time that does not grow with
  /// the table.
  Result<std::optional<std::int64_t>> verify_newest(std::int64_t rows);

 private:
  /// The end of the chain.
  struct Tip {
    std::int64_t id = 0;
    Hash hash{};
  };
  struct Statements {
    sqlite::Statement add_event, find_episode, add_episode, set_episode, add_attempt, add_to_day,
        put_fact, erase_fact;
  };

  SqliteStore(sqlite::Database database, Reopen reopen)
      : database_(std::move(database)), reopen_(std::move(reopen)) {}
  Result<void> prepare();
  Result<std::vector<std::int64_t>> write(const Batch& batch);
  Result<std::vector<std::int64_t>> write_events(const std::vector<EventRow>& events, Tip& tip);
  Result<void> write_days(const std::vector<EventRow>& events,
                          const std::vector<std::int64_t>& ids);
  Result<void> write_attempts(const std::vector<AttemptRow>& attempts,
                              const std::vector<std::int64_t>& ids);
  Result<void> write_facts(const std::vector<FactChange>& facts);
  /// What is wrong: the first of it, and how much.
  struct Breaks {
    std::optional<std::int64_t> first;
    std::int64_t count = 0;
    void add(std::int64_t event) {
      if (!first || event < *first) first = event;
      ++count;
    }
  };
  /// Of the events after `tip`, which moves to the last row; counts the rows.
  Result<void> walk_events(Tip& tip, std::int64_t& rows, Breaks& breaks);
  Result<void> walk_attempts(Breaks& breaks);
  /// Whether as many are there, up to the last, as the days count.
  Result<bool> is_what_days_count(const Tip& tip, std::int64_t rows);

  sqlite::Database database_;
  Reopen reopen_;
  Statements statements_;
  RowHasher hasher_;
  Tip tip_;
};

}  // namespace holdfast::platform
