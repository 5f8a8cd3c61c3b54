#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "policy/host_name.h"
#include "policy/result.h"

namespace holdfast {

/// Builds the flat bytes that a HostMatcher reads. Names that lie within another listed name are
/// dropped: the parent answers for them.
class HostMatcherBuilder {
 public:
  /// `name` is canonical (as HostName::ascii()); not checked again, for speed.
  void add(std::string_view name);
  std::size_t size() const;
  /// Deterministic: the same set of names gives the same bytes. Leaves the builder empty.
  std::vector<std::byte> build() &&;

 private:
  std::vector<char> arena_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names_;  // offset, length
};

/// Answers "is this name, or a domain above it, listed?" from flat bytes, which may be a mapped
/// file: opening costs nothing, and processes share it. Exact: no false hits.
class HostMatcher {
 public:
  /// Matches nothing.
  HostMatcher() = default;
  /// `bytes` must outlive the matcher. kCorrupt when they are not a whole index of this version
  /// (magic, version, sizes and every offset within bounds; checked without touching each page).
  static Result<HostMatcher> open(std::span<const std::byte> bytes);

  /// The longest listed domain that `name` lies within, as a view into the index.
  std::optional<std::string_view> match(std::string_view name) const;
  std::size_t size() const;

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace holdfast
