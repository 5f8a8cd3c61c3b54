#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/fd.h"
#include "platform/mapped_list.h"
#include "platform/paths.h"
#include "policy/host_list.h"
#include "policy/policy.h"
#include "policy/result.h"

namespace holdfast::platform {

/// A list that was read and compiled.
struct ImportedList {
  std::string index;      ///< file name below Paths::lists(), as BlockedList has it
  std::size_t names = 0;  ///< listed, without repeats and what a listed parent answers for
  HostListReport report;
};

inline constexpr std::size_t kMaxListSample = 5;

/// What another index of the same list changes. A name counts as removed only if the new index
/// does not answer for it any more: that is what a loosening is.
struct ListChange {
  std::size_t added = 0;
  std::size_t removed = 0;
  std::vector<std::string> added_sample;    ///< at most kMaxListSample of them
  std::vector<std::string> removed_sample;  ///< at most kMaxListSample of them

  bool loosens() const { return removed > 0; }
};

/// The compiled lists on disk: Paths::lists()/NAME-HASH.idx, where HASH is the first 16 hexadecimal
/// digits of the SHA-256 of the file. An index never changes; a list that changes gets another.
class ListStore {
 public:
  explicit ListStore(Paths paths) : paths_(std::move(paths)) {}

  /// Reads the list file that `rule` names and writes its index, so that a crash or a full disk
  /// leaves a whole index or none. Blocks for some 100 ns a name and for the disk. kNotFound,
  /// kInvalid (not a regular file, over 64 MiB, or not one name in it), kRefused (a file that not
  /// everybody may read: the list is readable to who may only edit the policy), kNoSpace.
  Result<ImportedList> import(const ListRule& rule) const;

  /// Maps an index by its file name. kNotFound, kCorrupt; kInvalid for a name that is none of ours.
  Result<MappedList> open(const std::string& index) const;
  /// The same file for another process, read-only; see MappedList::map().
  Result<Fd> open_file(const std::string& index) const;
  /// Reads the whole index and compares it with the hash in its name: kCorrupt if it was changed.
  Result<void> check(const std::string& index) const;

  /// What differs between two indexes; an empty name stands for no index at all.
  Result<ListChange> compare(const std::string& before, const std::string& after) const;

  /// Deletes every index that is not among `used`, and what interrupted imports left; returns how
  /// many files. Who has one mapped keeps it.
  Result<std::size_t> remove_unused(const std::vector<std::string>& used) const;

 private:
  Paths paths_;
};

}  // namespace holdfast::platform
