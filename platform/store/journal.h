#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/store/store.h"

namespace holdfast::platform {

/// A Store that takes every batch, also while the disk is full, read-only or failing: what cannot
/// be written waits in memory, in order, and is tried again before the next batch. Reading shows
/// what waits as if it were written. A store that turns out damaged is opened anew, checked
/// thoroughly; so is one whose file was deleted, exchanged or cut short meanwhile, which SQLite
/// itself does not notice as long as it has the file open.
///
/// commit() fails only where the batch is wrong in itself (kInvalid). What waits is lost when the
/// process ends, so waiting() belongs on the status screen. Of attempts no more than 100,000 wait,
/// the newest; those of an urge that is no longer recorded are dropped. Events are never dropped.
class RecordQueue final : public Store {
 public:
  struct Opened;
  /// Like Store::open(), but where a new file cannot be made for lack of space or rights the queue
  /// begins without one. kBusy and kCorrupt (a newer version's file) remain errors.
  static Result<Opened> open(const std::filesystem::path& path);

  struct Waiting {
    std::size_t events = 0;
    std::size_t attempts = 0;
    std::uint64_t attempts_dropped = 0;  ///< since the last that could be written
    std::optional<Error> reason;         ///< nothing: all is written
  };
  Waiting waiting() const;
  /// Tries to write what waits.
  Result<void> retry();
  /// What opening anew found damaged, once.
  std::optional<Phrase> take_damage() { return std::exchange(damage_, std::nullopt); }

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

 private:
  explicit RecordQueue(std::filesystem::path path) : path_(std::move(path)) {}
  Result<void> reopen(Check check);
  bool was_taken_away();
  Result<void> write(Batch& batch);
  void enqueue(Batch batch);
  void drop_surplus_attempts();

  std::filesystem::path path_;
  /// What the file lets us do; there is no store with kNone.
  enum class Access { kNone, kRead, kWrite };
  Access access_ = Access::kNone;
  std::unique_ptr<Store> store_;
  std::deque<Batch> waiting_;
  std::uint64_t attempts_dropped_ = 0;
  std::optional<Error> reason_;
  std::optional<Phrase> damage_;
  std::int64_t last_id_ = 0;  ///< greatest id given out
  /// The file as it was last seen.
  struct Seen {
    std::uint64_t inode = 0;
    std::int64_t bytes = 0;
  };
  Seen seen_;
};

struct RecordQueue::Opened {
  std::unique_ptr<RecordQueue> queue;
  std::optional<Phrase> damage = std::nullopt;           ///< as Store::Opened
  std::optional<std::int64_t> broken_at = std::nullopt;  ///< as Store::Opened
  std::optional<Error> unwritable = std::nullopt;        ///< why what happens now waits in memory
};

}  // namespace holdfast::platform
