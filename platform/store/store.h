#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast::platform {

/// One thing that happened. `kind` is a word of policy/event_kind.h, `detail` a JSON object.
struct EventRow {
  std::int64_t id = 0;  ///< given by the store, ascending; see Store::commit()
  Moment at;
  std::string kind;
  std::string subject;  ///< key of the rule concerned, may be empty
  std::string detail = "{}";
  /// The person's local time minus UTC at `at.wall`: it decides which day the event counts to.
  std::chrono::seconds utc_offset{0};

  friend bool operator==(const EventRow&, const EventRow&) = default;
};

/// The person's calendar day of an event.
inline std::chrono::sys_days local_day(const EventRow& event) {
  return std::chrono::floor<std::chrono::days>(event.at.wall + event.utc_offset);
}

/// One raw attempt inside an episode: kept lean, since a flood makes many.
struct AttemptRow {
  /// Id of the urge's EventRow; or -1, -2, ... for the first, second, ... event of the same batch.
  std::int64_t episode = 0;
  Wall at;
  std::uint8_t detector = 0;
  std::uint16_t port = 0;
  std::uint32_t count = 1;

  friend bool operator==(const AttemptRow&, const AttemptRow&) = default;
};

/// A piece of the daemon's memory: put, or erased where there is no value.
struct FactChange {
  std::string key;
  std::optional<std::string> value;
};

/// What is written together or not at all.
struct Batch {
  std::vector<EventRow> events;
  std::vector<AttemptRow> attempts;
  std::vector<FactChange> facts;

  bool empty() const { return events.empty() && attempts.empty() && facts.empty(); }
};

/// What a day came to; the roll-up that streak and summary are counted from.
struct DayRow {
  std::chrono::sys_days day;  ///< local_day() of the events
  std::string kind;
  std::int64_t count = 0;

  friend bool operator==(const DayRow&, const DayRow&) = default;
};

/// Everything recorded, in SQLite (WAL, FULL, STRICT tables). Each event row carries the hash of
/// the row before it, so that a row edited or taken out shows (row_hash.h). One process at a time,
/// one thread; calls block for as long as the disk takes.
class Store {
 public:
  struct Opened;
  enum class Check {
    kQuick,     ///< all of a small file; of a large one its small tables and the newest rows
    kThorough,  ///< every page: after a call failed with kCorrupt
  };
  /// Creates, migrates or opens, and checks integrity. A damaged or foreign file is moved aside to
  /// `NAME.damaged-N` (with its -wal and -shm) and a new one begun, with what could be read carried
  /// over; a crash or a full disk at any point of that leaves one of the two in place.
  ///
  /// kBusy when another process has it; kCorrupt where a newer version made it, and the file is
  /// left alone; kNoSpace and kReadOnly where a new file is needed and cannot be made. The special
  /// path
  /// ":memory:" is for tests.
  static Result<Opened> open(const std::filesystem::path& path, Check check = Check::kQuick);

  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  /// One durable transaction; gives the ids of `batch.events` in order. An event comes with the id
  /// 0 and gets the next one, or with one that is greater than every id so far. On failure nothing
  /// of it is in the store; kInvalid means that it never can be.
  virtual Result<std::vector<std::int64_t>> commit(const Batch& batch) = 0;
  virtual Result<std::vector<std::pair<std::string, std::string>>> facts() = 0;

  struct Query {
    std::optional<Wall> since = std::nullopt;  ///< inclusive
    std::optional<Wall> until = std::nullopt;  ///< exclusive
    std::vector<std::string> kinds = {};       ///< empty: all
    std::int64_t after = 0;                    ///< an id; only greater ones
    std::int64_t limit = -1;                   ///< the newest so many; negative: all
  };
  /// Ascending by id. `on_row` returns false to stop.
  virtual Result<void> events(const Query& query,
                              const std::function<bool(const EventRow&)>& on_row) = 0;
  /// The newest event of that kind.
  virtual Result<std::optional<EventRow>> last(std::string_view kind) = 0;
  /// In the order in which they were recorded.
  virtual Result<std::vector<AttemptRow>> attempts(std::int64_t episode) = 0;
  /// Both days inclusive; ascending by day and kind.
  virtual Result<std::vector<DayRow>> days(std::chrono::sys_days from,
                                           std::chrono::sys_days to) = 0;

  struct Chain {
    std::int64_t rows = 0;
    std::string head;  ///< SHA-256 of the last row, lower-case hex; zeros where there is none
    /// First event whose hash, or the hash of whose attempts, is wrong; the last one where only its
    /// end is missing, which the sums of the days show.
    std::optional<std::int64_t> broken_at = std::nullopt;
    std::int64_t breaks = 0;  ///< how many such places there are
    std::int64_t gaps = 0;    ///< places where rows were lost with a damaged file
  };
  /// Recomputes every hash.
  virtual Result<Chain> verify_chain() = 0;
  /// The hash of the `nth` event, counted from 1, as Chain::head; empty where there are fewer.
  virtual Result<std::string> hash_of(std::int64_t nth) = 0;
  /// Deletes everything, files kept aside included, and begins anew.
  virtual Result<void> erase() = 0;
};

struct Store::Opened {
  std::unique_ptr<Store> store;
  std::optional<Phrase> damage;  ///< what was found and where the old file is
  /// First of the newest events whose hash is wrong: somebody edited the record.
  std::optional<std::int64_t> broken_at = std::nullopt;
  /// Why commit() will fail with kReadOnly until the store is opened anew, though what is recorded
  /// can be read.
  std::optional<Error> unwritable = std::nullopt;
};

/// What is remembered in the database at `path`, without changing the file or what is beside it:
/// for a look while no process has it open. kNotFound where there is none.
Result<std::vector<std::pair<std::string, std::string>>> read_facts(
    const std::filesystem::path& path);

}  // namespace holdfast::platform
