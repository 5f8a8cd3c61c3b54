#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

namespace holdfast::platform {

inline constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;

/// The whole of a regular file. Symbolic links are followed; nothing that could block (a pipe, a
/// device) is opened for reading. kNotFound where there is none, kInvalid for anything but a
/// regular file and for one larger than `max_bytes`.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::size_t max_bytes = kMaxFileBytes);

/// What a writer took the file to hold; `bytes` is nothing where it saw no file.
struct SeenFile {
  std::optional<std::string_view> bytes;
};

struct WriteOptions {
  mode_t mode_if_new = 0644;  ///< an existing file keeps its own
  /// Write only over this: kBusy when another program changed the file meanwhile, or has just
  /// changed it and still has it open for writing. What that program wrote is then in place. No
  /// call of Linux replaces a file on condition that it is unchanged, so it is looked at right
  /// before and right after; only a program that is suspended in between, in its open(2), is not
  /// seen.
  std::optional<SeenFile> only_over;
};

enum class WriteWay {
  kReplaced,  ///< a new file took the name in one step; a crash leaves the old or the new bytes
  kInPlace,   ///< the name could not be taken (a bind mount); see in_place_write.h
};

enum class Durability {
  kOnDisk,       ///< file and directory are synced
  kUnconfirmed,  ///< the bytes are in place, but the disk did not confirm it
};

struct Written {
  WriteWay way = WriteWay::kReplaced;
  Durability durability = Durability::kOnDisk;
  std::vector<Phrase> notes;  ///< a sentence for everything that is not as asked
};

/// Makes `bytes` the whole of the file, so that a crash at any instant leaves the old or the new
/// bytes: a temporary file in the same directory, with the old one's owner, mode, ACL and extended
/// attributes, is synced and takes the name; then the directory is synced. A symbolic link stays
/// and the file that it points at is written, or made where the link dangles. Whatever an
/// interrupted write left behind (`.NAME.holdfast-new`) is removed. Two processes that write one
/// file at once do not mix: one of them gets kBusy.
///
/// An Error means that the file holds what it held before, except for kCorrupt: the disk failed in
/// the midst of checking what was replaced, and that is kept beside the file. kReadOnly for a
/// read-only file system or an immutable file, kNoSpace, kInvalid where something that is no
/// regular file has the name.
Result<Written> write_file(const std::filesystem::path& path, std::string_view bytes,
                           const WriteOptions& options = {});

/// Removes the file (where `path` is a link: what it points at), if it holds exactly `bytes`; kBusy
/// otherwise, and then it stays.
Result<Written> remove_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace holdfast::platform
