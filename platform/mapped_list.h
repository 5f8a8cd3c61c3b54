#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "policy/host_matcher.h"
#include "policy/result.h"

namespace holdfast::platform {

/// A list index that is mapped from its file, and the matcher that reads it. Any process that is
/// handed the descriptor can map it: they share the memory.
class MappedList {
 public:
  /// Maps the whole file behind `fd`, which may be closed afterwards. `shown` names it in errors.
  /// kCorrupt for anything that is no index of this version. The file must not be cut while it is
  /// mapped (mmap(2): SIGBUS); ListStore only ever replaces files.
  static Result<MappedList> map(int fd, std::string_view shown);

  MappedList(MappedList&& other) noexcept;
  MappedList& operator=(MappedList&& other) noexcept;
  ~MappedList();

  /// Good as long as this lives, also after a move.
  const HostMatcher& matcher() const { return matcher_; }
  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  MappedList(std::span<const std::byte> bytes, const HostMatcher& matcher)
      : bytes_(bytes), matcher_(matcher) {}

  std::span<const std::byte> bytes_;  // empty: nothing is mapped
  HostMatcher matcher_;
};

}  // namespace holdfast::platform
