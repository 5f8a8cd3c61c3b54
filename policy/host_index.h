#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

/// The bytes of a host index, shared by what builds it and what reads it.
///
///     header    magic, four u32: names, buckets, bytes an offset (2 or 4), bytes of data
///     bases     u32 for each kGroup buckets: where the first of them starts in the data
///     offsets   for each bucket, and one more: where it starts, seen from its base
///     data      the buckets, one after another
///     padding   64 zero bytes, so that 8 entries can be looked at wherever one is
///
/// All integers are little-endian. An index is a tree of domains. A *key* is one label below an
/// origin (a top-level domain, or a domain that has a number), spelled by name_code. Its first 64
/// bits are mixed with what follows them by a bijection; how great the result is says in which
/// bucket the key is, so its upper bits need not be stored. The others are its *entry*, with three
/// flags:
///
///     listed     the domain is listed; nothing below it is stored
///     parent     a few domains below it are listed, and spelled in its payload
///     numbered   many are; they are keys of their own, below the number in its payload
///     has tail   the key has more than 64 bits; the rest of them is stored
///
/// A bucket is empty, or: count (u8, or 255 and a u32), that many entries, and the extras, which
/// belong to the first entries in their order: size (u8), then tail (u8 size, bytes) if there is
/// one, then the payload (numbered: 3 bytes; parent: a row of names, each u8 size and bytes).
namespace holdfast::host_index {

using Bytes = std::span<const std::uint8_t>;

inline constexpr std::array<char, 8> kMagic = {'h', 'f', 'h', 'o', 's', 't', 's', '\1'};
inline constexpr std::size_t kHeaderSize = kMagic.size() + 4 * sizeof(std::uint32_t);
inline constexpr std::size_t kAtOnce = 8;
inline constexpr std::size_t kPadding = 8 * kAtOnce;
inline constexpr std::size_t kGroup = 64;
inline constexpr std::size_t kMinBuckets = 8;  // so that an entry fits into 64 bits
inline constexpr std::size_t kMaxBuckets = std::size_t{1} << 28;
inline constexpr unsigned kFlagBits = 3;
inline constexpr std::size_t kLongCount = 255;
inline constexpr std::size_t kNumberSize = 3;

enum class Kind : std::uint8_t { kListed = 0, kParent = 1, kNumbered = 2 };
inline constexpr std::uint64_t kKindMask = 3;
inline constexpr std::uint64_t kHasTail = 4;

inline bool has_extra(std::uint64_t entry) { return (entry & (kKindMask | kHasTail)) != 0; }
inline Kind kind_of(std::uint64_t entry) { return static_cast<Kind>(entry & kKindMask); }

template <class T>
T load(const std::uint8_t* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  if constexpr (std::endian::native == std::endian::big && sizeof(T) == 8) {
    value = static_cast<T>(__builtin_bswap64(value));
  } else if constexpr (std::endian::native == std::endian::big && sizeof(T) == 4) {
    value = static_cast<T>(__builtin_bswap32(value));
  } else if constexpr (std::endian::native == std::endian::big) {
    value = static_cast<T>(__builtin_bswap16(value));
  }
  return value;
}

/// What follows from the number of buckets. Each holds the keys of one range of mixed values, and
/// no range is wider than what `bits` fewer bits can tell apart.
struct Shape {
  std::uint64_t buckets = 0;
  unsigned bits = 0;  ///< rounded down
  unsigned entry_size = 0;

  static Shape of(std::size_t buckets) {
    const auto bits = static_cast<unsigned>(std::bit_width(buckets)) - 1;
    return {buckets, bits, (64 - bits + kFlagBits + 7) / 8};
  }
  std::size_t groups() const { return buckets / kGroup + 1; }
  std::uint64_t entry_mask() const { return ~std::uint64_t{0} >> (64 - 8 * entry_size); }
  std::size_t bucket_of(std::uint64_t mixed) const { return (mixed >> 32) * buckets >> 32; }
  std::uint64_t entry_of(std::uint64_t mixed) const { return mixed << bits >> bits << kFlagBits; }
  std::uint64_t mixed_of(std::size_t bucket, std::uint64_t entry) const {
    const std::uint64_t first = ((bucket << 32) + buckets - 1) / buckets << 32;
    const std::uint64_t low = (entry & entry_mask()) >> kFlagBits;
    return first + ((low - first) << bits >> bits);
  }
};

inline constexpr std::uint64_t kFactorA = 0xd6e8feb86659fd93;
inline constexpr std::uint64_t kFactorB = 0xa0761d6478bd642f;

/// The odd factor that undoes `factor`, by Newton's iteration modulo 2^64.
constexpr std::uint64_t inverse(std::uint64_t factor) {
  std::uint64_t x = factor;
  for (int i = 0; i < 5; ++i) x *= 2 - factor * x;
  return x;
}

constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ x >> 32) * kFactorA;
  x = (x ^ x >> 32) * kFactorB;
  return x ^ x >> 32;
}

constexpr std::uint64_t unmix(std::uint64_t x) {
  x = (x ^ x >> 32) * inverse(kFactorB);
  x = (x ^ x >> 32) * inverse(kFactorA);
  return x ^ x >> 32;
}

/// Spreads keys that begin alike over the buckets; 0 for no tail.
inline std::uint64_t tail_hash(Bytes tail) {
  std::uint64_t hash = 0;
  while (!tail.empty()) {
    const Bytes word = tail.first(std::min<std::size_t>(tail.size(), 8));
    std::uint64_t value = 0;
    for (const std::uint8_t byte : word) value = value << 8 | byte;
    hash = (hash + value + word.size()) * kFactorA;
    tail = tail.subspan(word.size());
  }
  return hash ^ hash >> 32;
}

inline std::uint64_t mix(std::uint64_t head, Bytes tail) { return mix(head ^ tail_hash(tail)); }

inline bool equal(Bytes a, Bytes b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

/// Takes pieces off the front of foreign bytes; a piece that is not whole comes out empty, and so
/// do all after it.
class Cursor {
 public:
  explicit Cursor(Bytes bytes) : rest_(bytes) {}

  bool at_end() const { return rest_.empty(); }
  Bytes rest() const { return rest_; }
  Bytes take(std::size_t size) {
    if (size > rest_.size()) {
      rest_ = {};
      return {};
    }
    const Bytes piece = rest_.first(size);
    rest_ = rest_.subspan(size);
    return piece;
  }
  /// A piece with its size in the byte before it.
  Bytes take_sized() {
    const Bytes size = take(1);
    return size.empty() ? Bytes{} : take(size[0]);
  }

 private:
  Bytes rest_;
};

}  // namespace holdfast::host_index
