#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// How host_matcher's index spells names: a fixed prefix code of 4 to 7 bits a letter. It is part
/// of the format: another code is another version.
namespace holdfast::name_code {

inline constexpr std::size_t kMaxName = 253;  // bytes, RFC 1035 without the final dot
inline constexpr std::size_t kMaxLabel = 63;
inline constexpr unsigned kNumberBits = 24;

/// A word of the code: `length` bits, the last ones of `bits`. A length of 0 is no word.
struct Word {
  std::uint8_t bits = 0;
  std::uint8_t length = 0;
};

/// The letters by how often host names have them, in four tiers of 4 to 7 bits:
/// 0xxx, 10xxx, 110xxx and 111xxxx. The word of seven ones is none of them: it ends a text, so that
/// a text may be filled up with ones to whole bytes and is still like no other.
inline constexpr std::string_view kLetters = "eaiosnrtlcdmuphgbkyfvw-.xzjq0123456789_";

constexpr Word word_at(std::size_t rank) {
  const auto at = static_cast<std::uint8_t>(rank);
  if (rank < 8) return {at, 4};
  if (rank < 16) return {static_cast<std::uint8_t>(0b10000 | (at - 8)), 5};
  if (rank < 24) return {static_cast<std::uint8_t>(0b110000 | (at - 16)), 6};
  return {static_cast<std::uint8_t>(0b1110000 | (at - 24)), 7};
}

inline constexpr auto kWords = [] {
  std::array<Word, 256> words{};
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    words[static_cast<unsigned char>(kLetters[i])] = word_at(i);
  }
  return words;
}();

/// The same without the dot: what ends a label is no word.
inline constexpr auto kLabelWords = [] {
  auto words = kWords;
  words['.'] = {};
  return words;
}();

/// Collects words, the first bit of each byte first.
class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void clear() {
    pending_ = 0;
    used_ = 0;
    size_ = 0;
  }

  void put(std::uint32_t bits, unsigned length) {
    const unsigned total = used_ + length;
    if (total <= 64) [[likely]] {
      pending_ |= std::uint64_t{bits} << (64 - total);
      used_ = total;
      return;
    }
    const unsigned over = total - 64;
    pending_ |= bits >> over;
    store_pending();
    size_ += 8;
    pending_ = std::uint64_t{bits} << (64 - over);
    used_ = over;
  }

  /// Puts the label of `name` that ends before `end`, its last letter first. Returns where the
  /// label starts; nothing when it is too long or has a byte that no canonical name has.
  std::optional<std::size_t> put_label(std::string_view name, std::size_t end);

  /// The first 64 bits, filled up with ones.
  std::uint64_t head() const { return size_ == 0 ? filled() : load_u64(bytes_.data()); }
  /// What follows them, filled up with ones to whole bytes; good until the next call.
  std::span<const std::uint8_t> tail() {
    if (size_ == 0) [[likely]]
      return {};
    return bytes().subspan(8);
  }
  /// Both; good until the next call.
  std::span<const std::uint8_t> bytes() {
    store_u64(bytes_.data() + size_, filled());
    return {bytes_.data(), size_ + (used_ + 7) / 8};
  }

 private:
  static std::uint64_t load_u64(const std::uint8_t* from);
  static void store_u64(std::uint8_t* to, std::uint64_t value);

  std::uint64_t filled() const {
    return used_ == 64 ? pending_ : pending_ | ~std::uint64_t{0} >> used_;
  }
  void store_pending() { store_u64(bytes_.data() + size_, pending_); }

  // A number or a tier mark, then at most kMaxName letters of 7 bits, then the last 8 bytes.
  static constexpr std::size_t kCapacity = (kNumberBits + 3 + kMaxName * 7) / 8 + 16;
  std::uint64_t pending_ = 0;
  unsigned used_ = 0;  // bits of pending_
  std::size_t size_ = 0;
  std::array<std::uint8_t, kCapacity> bytes_;  // left unset: a key seldom needs it
};

inline std::uint64_t Writer::load_u64(const std::uint8_t* from) {
  std::uint64_t value;
  std::memcpy(&value, from, sizeof(value));
  return std::endian::native == std::endian::big ? value : __builtin_bswap64(value);
}

inline void Writer::store_u64(std::uint8_t* to, std::uint64_t value) {
  if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap64(value);
  std::memcpy(to, &value, sizeof(value));
}

inline std::optional<std::size_t> Writer::put_label(std::string_view name, std::size_t end) {
  // Copies, which stay in registers; bytes_ could be anything's alias.
  std::uint64_t pending = pending_;
  unsigned used = used_;
  std::size_t start = end;
  for (; start > 0; --start) {
    const Word word = kLabelWords[static_cast<unsigned char>(name[start - 1])];
    if (word.length == 0) break;
    const unsigned total = used + word.length;
    if (total <= 64) [[likely]] {
      pending |= std::uint64_t{word.bits} << (64 - total);
      used = total;
      continue;
    }
    pending_ = pending;
    used_ = used;
    put(word.bits, word.length);
    pending = pending_;
    used = used_;
  }
  pending_ = pending;
  used_ = used;
  if (end - start > kMaxLabel || (start > 0 && name[start - 1] != '.')) return std::nullopt;
  return start;
}

inline void put_dot(Writer& out) {
  constexpr Word kDot = kWords[static_cast<unsigned char>('.')];
  out.put(kDot.bits, kDot.length);
}

/// As put_top() for all but `com`.
std::optional<std::size_t> put_other_top(Writer& out, std::string_view name);

/// Puts the top-level domain of `name`: the usual ones in 1 to 6 bits, others spelled. Returns
/// where it starts; nothing as for Writer::put_label(), and when there is no label below it.
inline std::optional<std::size_t> put_top(Writer& out, std::string_view name) {
  if (!name.ends_with(".com")) return put_other_top(out, name);
  out.put(0, 1);
  return name.size() - 3;
}

/// Puts the number (below 2^24) that stands for a whole domain in the place of put_top().
void put_number(Writer& out, std::uint32_t number);

/// Takes apart what a Writer made. Past the last bit it reads ones, so hostile bytes end too.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint32_t take(unsigned length);
  /// The next letter; nothing at the end of the text.
  std::optional<char> take_letter();
  /// Letters up to a dot or the end of the text, turned round again.
  std::string take_label();

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t bit_ = 0;
};

/// What a key hangs below: a top-level domain, or the number of a domain.
struct Origin {
  std::string top;
  std::optional<std::uint32_t> number;
};
Origin take_origin(Reader& in);

}  // namespace holdfast::name_code
