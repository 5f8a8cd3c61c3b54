#include "policy/clean_text.h"

#include <cstdint>

namespace holdfast {
namespace {

constexpr unsigned char kDelete = 0x7f;

/// Bytes that a sequence beginning with `lead` has, and the range its second byte must lie in
/// (RFC 3629, section 4); zero bytes for a byte that begins nothing.
struct SequenceShape {
  std::size_t length = 0;
  unsigned char second_min = 0x80;
  unsigned char second_max = 0xbf;
};

SequenceShape shape_of(unsigned char lead) {
  if (lead < 0x80) return {.length = 1};
  if (lead < 0xc2) return {};
  if (lead < 0xe0) return {.length = 2};
  if (lead == 0xe0) return {.length = 3, .second_min = 0xa0};
  if (lead == 0xed) return {.length = 3, .second_max = 0x9f};
  if (lead < 0xf0) return {.length = 3};
  if (lead == 0xf0) return {.length = 4, .second_min = 0x90};
  if (lead < 0xf4) return {.length = 4};
  if (lead == 0xf4) return {.length = 4, .second_max = 0x8f};
  return {};
}

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Length of the well-formed sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const SequenceShape shape = shape_of(byte_at(text, at));
  if (shape.length == 0 || at + shape.length > text.size()) return 0;
  for (std::size_t i = 1; i < shape.length; ++i) {
    const unsigned char byte = byte_at(text, at + i);
    const unsigned char min = i == 1 ? shape.second_min : 0x80;
    const unsigned char max = i == 1 ? shape.second_max : 0xbf;
    if (byte < min || byte > max) return 0;
  }
  return shape.length;
}

bool is_control(std::string_view text, std::size_t at) {
  const unsigned char byte = byte_at(text, at);
  if (byte < 0x20) return byte != '\t';
  // U+0080 to U+009F are the C1 controls.
  return byte == kDelete || (byte == 0xc2 && byte_at(text, at + 1) < 0xa0);
}

}  // namespace

std::optional<BadByte> find_bad_byte(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const unsigned char byte = byte_at(line, at);
    if (byte >= 0x20 && byte < kDelete) {
      ++at;
      continue;
    }
    if (byte == 0) return BadByte{at, say("a NUL byte")};
    const std::size_t length = sequence_length(line, at);
    if (length == 0) return BadByte{at, say("a byte that is not UTF-8")};
    if (is_control(line, at)) return BadByte{at, say("a control character")};
    at += length;
  }
  return std::nullopt;
}

}  // namespace holdfast
