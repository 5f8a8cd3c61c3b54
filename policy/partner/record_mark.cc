#include "policy/partner/record_mark.h"

#include <charconv>

namespace holdfast {
namespace {

constexpr std::size_t kDigits = 16;
constexpr std::size_t kGroup = 4;
constexpr std::size_t kMostCountDigits = 15;

Error no_mark() {
  return {ErrorCode::kInvalid,
          with_hint(say("that is no mark of a record"),
                    say("copy it as the mail has it, such as 61:7f3a-9c21-e011-83ab"))};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

// 0 for anything else.
char lower_hex(char digit) {
  if ((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f')) return digit;
  return digit >= 'A' && digit <= 'F' ? static_cast<char>(digit - 'A' + 'a') : '\0';
}

}  // namespace

RecordMark make_mark(std::int64_t entries, std::string_view hash) {
  return {entries, std::string(hash.substr(0, kDigits))};
}

std::string to_text(const RecordMark& mark) {
  std::string text = std::to_string(mark.entries) + ":";
  for (std::size_t i = 0; i < mark.hash.size(); ++i) {
    if (i > 0 && i % kGroup == 0) text += '-';
    text += mark.hash[i];
  }
  return text;
}

Result<RecordMark> parse_mark(std::string_view text) {
  text = trimmed(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > kMostCountDigits) return no_mark();
  RecordMark mark;
  if (text.front() == '-') return no_mark();
  const auto [end, failed] = std::from_chars(text.data(), text.data() + colon, mark.entries);
  if (failed != std::errc() || end != text.data() + colon) return no_mark();
  const std::string_view digits = text.substr(colon + 1);
  if (digits.size() != kDigits + kDigits / kGroup - 1) return no_mark();
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i % (kGroup + 1) == kGroup) {
      if (digits[i] != '-') return no_mark();
      continue;
    }
    const char digit = lower_hex(digits[i]);
    if (digit == '\0') return no_mark();
    mark.hash += digit;
  }
  return mark;
}

RecordStory story_of(const RecordMark& mark, std::int64_t told, const RecordFound& found) {
  const bool is_there = make_mark(mark.entries, found.hash_there) == mark;
  return is_there && found.breaks <= told ? RecordStory::kContinues : RecordStory::kChanged;
}

}  // namespace holdfast
