#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

namespace holdfast::platform {

/// For a file whose name cannot be taken by another: a bind mount (as /etc/hosts is in containers),
/// or a directory that is read-only around it. Changes `file` from `old_bytes` to `new_bytes` where
/// it is. First the old bytes are synced to a journal, `.NAME.holdfast-journal` in the same
/// directory; then only the bytes from the first difference on are written and synced; then the
/// journal is removed. A failure puts the old bytes back.
///
/// Gives notes, one of them when the directory takes no journal and a crash could therefore leave
/// the bytes from the first difference on torn. An Error means that the file holds the old bytes,
/// except for kCorrupt: then neither way worked and the journal, if any, is kept for
/// `undo_torn_write`.
Result<std::vector<Phrase>> write_in_place(const std::filesystem::path& file,
                                           std::string_view old_bytes, std::string_view new_bytes);

/// Puts back what a journal says when the write that made it was cut short: the file is then a
/// start of the new bytes and the rest of the old. A file that another program changed since is
/// left as it is, and the journal is kept as `.NAME.holdfast-saved`. Gives a sentence for each
/// thing done; to look and find no journal is cheap.
Result<std::vector<Phrase>> undo_torn_write(const std::filesystem::path& file);

/// Changes `file` from `old_bytes` to `new_bytes` without any room on the disk, for one that is
/// full: only what differs is overwritten, or the end is cut off. `new_bytes` is a start of
/// `old_bytes` or of the same length (kInvalid otherwise); a crash may leave some of the differing
/// bytes old. A symbolic link is followed. kBusy when the file holds anything but `old_bytes`.
Result<void> write_without_room(const std::filesystem::path& file, std::string_view old_bytes,
                                std::string_view new_bytes);

}  // namespace holdfast::platform
