#include "policy/name_code.h"

#include <algorithm>

namespace holdfast::name_code {
namespace {

// An origin is `0` for com, `10` and four bits for one of these, `110` and a spelled one, or `111`
// and a number.
constexpr std::array<std::string_view, 16> kUsualTops = {"net", "org", "ru", "info", "de", "uk",
                                                         "cn",  "br",  "fr", "pl",   "it", "nl",
                                                         "jp",  "eu",  "io", "xyz"};

constexpr std::uint32_t packed(std::string_view top) {
  std::uint32_t value = 0;
  for (const char c : top) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

constexpr auto kPackedTops = [] {
  std::array<std::uint32_t, kUsualTops.size()> tops{};
  std::transform(kUsualTops.begin(), kUsualTops.end(), tops.begin(), packed);
  return tops;
}();

// Looks at all of them, which the compiler does four at a time.
std::optional<std::uint32_t> rank_of(std::string_view top) {
  const std::uint32_t wanted = top.size() > 4 ? 0 : packed(top);
  std::uint32_t found = 0;
  for (std::uint32_t i = 0; i < kPackedTops.size(); ++i) {
    found |= kPackedTops[i] == wanted ? i + 1 : 0;
  }
  if (found == 0) return std::nullopt;
  return found - 1;
}

}  // namespace

std::optional<std::size_t> put_other_top(Writer& out, std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  if (const auto rank = rank_of(name.substr(dot + 1))) {
    out.put(0b100000 | *rank, 6);
    return dot + 1;
  }
  out.put(0b110, 3);
  const auto start = out.put_label(name, name.size());
  put_dot(out);
  return start;
}

void put_number(Writer& out, std::uint32_t number) {
  out.put(0b111u << kNumberBits | number, 3 + kNumberBits);
}

std::uint32_t Reader::take(unsigned length) {
  std::uint32_t bits = 0;
  for (unsigned i = 0; i < length; ++i, ++bit_) {
    const std::size_t byte = bit_ / 8;
    const bool one = byte >= bytes_.size() || (bytes_[byte] >> (7 - bit_ % 8) & 1) != 0;
    bits = bits << 1 | (one ? 1u : 0u);
  }
  return bits;
}

std::optional<char> Reader::take_letter() {
  if (take(1) == 0) return kLetters[take(3)];
  if (take(1) == 0) return kLetters[8 + take(3)];
  if (take(1) == 0) return kLetters[16 + take(3)];
  const std::size_t rank = 24 + take(4);
  if (rank >= kLetters.size()) return std::nullopt;
  return kLetters[rank];
}

std::string Reader::take_label() {
  std::string label;
  for (auto letter = take_letter(); letter && *letter != '.'; letter = take_letter()) {
    label.push_back(*letter);
  }
  std::reverse(label.begin(), label.end());
  return label;
}

Origin take_origin(Reader& in) {
  if (in.take(1) == 0) return {"com", std::nullopt};
  if (in.take(1) == 0) return {std::string(kUsualTops[in.take(4)]), std::nullopt};
  if (in.take(1) == 0) return {in.take_label(), std::nullopt};
  return {"", in.take(kNumberBits)};
}

}  // namespace holdfast::name_code
