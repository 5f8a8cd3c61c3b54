#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "platform/store/journal.h"

namespace holdfast::daemon {

/// The record as a start finds it. Protection does not wait for it: where the file cannot be used,
/// what happens is kept in memory.
struct OpenedRecord {
  std::unique_ptr<platform::RecordQueue> queue;
  std::optional<Phrase> damage;  ///< what was found wrong, for the record itself
  Phrase trouble;                ///< not empty: the file is not used, and why, for the status
  enum class File { kUsed, kLeftAlone, kHeldByAnother };
  File file = File::kUsed;
};

Result<OpenedRecord> open_record(const std::filesystem::path& path);

/// Adds the events that were kept in memory to the file, under new numbers, and closes it. What was
/// remembered in memory is not carried over: the file knows better, and a start reads it. kBusy
/// while another process goes on holding the file.
Result<void> hand_over(platform::Store& memory, const std::filesystem::path& path);

}  // namespace holdfast::daemon
