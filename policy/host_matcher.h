#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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
  /// `name` is canonical (as HostName::ascii()); not checked again, for speed. What no rule may
  /// block or no canonical name can be (a single label, a strange byte) is left out.
  void add(std::string_view name);
  /// Makes room for about so many bytes of names.
  void expect(std::size_t bytes);
  /// How many names were taken, before any are dropped.
  std::size_t size() const { return items_.size(); }
  /// Deterministic: the same set of names gives the same bytes. Leaves the builder empty.
  std::vector<std::byte> build() &&;

 private:
  class IndexWriter;

  /// A name on its way into the index, and the label of it that is the next key.
  struct Item {
    std::uint64_t mixed = 0;   ///< the key, as host_index.h mixes it
    std::uint32_t offset = 0;  ///< of the name in arena_
    std::uint8_t length = 0;   ///< of the name
    std::uint8_t start = 0;    ///< of the key in the name; 0: the key is the name
    std::uint8_t tail = 0;     ///< bytes of the key past the mixed ones
  };

  std::vector<char> arena_;
  std::vector<Item> items_;
};

/// Answers "is this name, or a domain above it, listed?" from flat bytes, which may be a mapped
/// file: opening costs nothing, and processes share it. Exact: no false hits.
class HostMatcher {
 public:
  /// Matches nothing.
  HostMatcher() = default;
  /// `bytes` must outlive the matcher. kCorrupt when they are not a whole index of this version
  /// (magic, version and sizes; checked without touching each page). Offsets further in are checked
  /// where they are used: hostile bytes give wrong answers, and no access out of bounds.
  static Result<HostMatcher> open(std::span<const std::byte> bytes);

  /// The listed domain that `name` (canonical) lies within, as the end of `name` itself.
  std::optional<std::string_view> match(std::string_view name) const;
  /// How many names are listed, without those that a listed parent answers for.
  std::size_t size() const { return names_; }
  /// Visits each listed name once, in an order that depends on the set alone. The view is good
  /// during the call.
  void for_each(const std::function<void(std::string_view)>& visit) const;

 private:
  std::span<const std::uint8_t> bucket(std::size_t index) const;

  std::size_t start_of(std::size_t bucket) const;

  const std::uint8_t* bases_ = nullptr;
  const std::uint8_t* offsets_ = nullptr;
  std::span<const std::uint8_t> data_;  ///< without the padding that follows it
  std::uint32_t names_ = 0;
  std::uint32_t buckets_ = 0;
  std::uint32_t offset_size_ = 0;
};

}  // namespace holdfast
