#pragma once

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
  std::int64_t id = 0;  ///< given by the store; ascending
  Moment at;
  std::string kind;
  std::string subject;  ///< key of the rule concerned, may be empty
  std::string detail = "{}";
};

/// One raw attempt inside an episode: kept lean, since a flood makes many.
struct AttemptRow {
  std::int64_t episode = 0;  ///< id of the urge's EventRow
  Wall at;
  std::uint8_t detector = 0;
  std::uint16_t port = 0;
  std::uint32_t count = 1;
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
};

/// What a day came to; the roll-up that streak and summary are counted from.
struct DayRow {
  std::chrono::sys_days day;  ///< UTC day of the event's wall time plus `offset` of open()
  std::string kind;
  std::int64_t count = 0;
};

/// Everything recorded, in SQLite (WAL, FULL, STRICT tables). Each event row carries the hash of
/// the row before it, so that a row edited or taken out shows. One process at a time.
class Store {
 public:
  struct Opened;
  /// Creates, migrates or opens, and checks integrity. A damaged file is moved aside to
  /// `NAME.damaged-N` and a new one begun, with what could be read carried over. kBusy when another
  /// process has it, kReadOnly, kNoSpace and kCorrupt (made by a newer version) as they say. The
  /// special path ":memory:" is for tests.
  static Result<Opened> open(const std::filesystem::path& path);

  virtual ~Store();

  /// One durable transaction; gives the ids of `batch.events` in order. On failure nothing of it
  /// was written.
  virtual Result<std::vector<std::int64_t>> commit(const Batch& batch) = 0;
  virtual Result<std::vector<std::pair<std::string, std::string>>> facts() = 0;

  struct Query {
    std::optional<Wall> since;
    std::optional<Wall> until;
    std::vector<std::string> kinds;  ///< empty: all
    std::int64_t limit = -1;         ///< the newest so many; negative: all
  };
  /// Ascending by id. `on_row` returns false to stop.
  virtual Result<void> events(const Query& query,
                              const std::function<bool(const EventRow&)>& on_row) = 0;
  virtual Result<std::vector<DayRow>> days(std::chrono::sys_days from,
                                           std::chrono::sys_days to) = 0;

  struct Chain {
    std::int64_t rows = 0;
    std::string head;                       ///< SHA-256 of the last row, lower-case hex
    std::optional<std::int64_t> broken_at;  ///< first row whose hash is wrong
  };
  /// Recomputes every hash.
  virtual Result<Chain> verify_chain() = 0;
  /// Deletes everything, file space included, and begins anew.
  virtual Result<void> erase() = 0;
};

struct Store::Opened {
  std::unique_ptr<Store> store;
  std::optional<std::string> damage;  ///< what was found and where the old file is
};

}  // namespace holdfast::platform
