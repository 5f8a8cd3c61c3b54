#include "tray/cli/kept_mail.h"

#include <algorithm>

namespace holdfast::cli {
namespace {

constexpr std::string_view kHeader = "x-holdfast-record:";
constexpr std::size_t kGroups = 4;
constexpr std::size_t kGroupLength = 4;
constexpr std::size_t kHexLength = kGroups * kGroupLength + kGroups - 1;
constexpr std::size_t kMostDigits = 18;  // what a number of 64 bits holds for certain

// Of the "C" locale, whatever the person's is.
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// What a mark may touch: not a letter, a digit, or what could make it part of something longer.
bool ends_a_word(char c) {
  return !is_digit(c) && !(lower(c) >= 'a' && lower(c) <= 'z') && c != '-' && c != ':' && c != '_';
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// RFC 2045, 6.7 (5): a "=" at the end of a line says that the line goes on. It may stand in the
// midst of a mark; nothing else of one is ever written otherwise.
std::string without_soft_breaks(std::string_view mail) {
  std::string text;
  text.reserve(mail.size());
  for (std::size_t i = 0; i < mail.size(); ++i) {
    if (mail[i] == '=' && mail.substr(i + 1).starts_with("\r\n")) {
      i += 2;
    } else if (mail[i] == '=' && mail.substr(i + 1).starts_with('\n')) {
      ++i;
    } else {
      text += mail[i];
    }
  }
  return text;
}

// The groups after the colon.
bool are_groups(std::string_view text) {
  if (text.size() < kHexLength) return false;
  for (std::size_t i = 0; i < kHexLength; ++i) {
    const bool is_between = i % (kGroupLength + 1) == kGroupLength;
    if (is_between ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

// The mark whose colon is here.
std::optional<std::string> mark_around(std::string_view text, std::size_t colon) {
  if (!are_groups(text.substr(colon + 1))) return std::nullopt;
  const std::size_t end = colon + 1 + kHexLength;
  if (end < text.size() && !ends_a_word(text[end])) return std::nullopt;
  std::size_t begin = colon;
  while (begin > 0 && colon - begin <= kMostDigits && is_digit(text[begin - 1])) --begin;
  const std::size_t digits = colon - begin;
  if (digits == 0 || digits > kMostDigits) return std::nullopt;
  if (begin > 0 && !ends_a_word(text[begin - 1])) return std::nullopt;
  std::string mark(text.substr(begin, end - begin));
  std::transform(mark.begin(), mark.end(), mark.begin(), lower);
  return mark;
}

std::optional<std::string> last_mark(std::string_view text) {
  for (std::size_t colon = text.rfind(':'); colon != std::string_view::npos;
       colon = colon == 0 ? std::string_view::npos : text.rfind(':', colon - 1)) {
    if (auto mark = mark_around(text, colon)) return mark;
  }
  return std::nullopt;
}

// The first word of a header line's value, which may stand on a line of its own (RFC 5322, 2.2.3).
std::optional<std::string> mark_of_header(std::string_view value) {
  const std::size_t begin = static_cast<std::size_t>(
      std::find_if_not(value.begin(), value.end(), is_blank) - value.begin());
  const std::string_view rest = value.substr(begin);
  const std::size_t length =
      static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_blank) - rest.begin());
  return last_mark(rest.substr(0, length));
}

bool is_header(std::string_view line) {
  return line.size() >= kHeader.size() &&
         std::equal(kHeader.begin(), kHeader.end(), line.begin(),
                    [](char wanted, char c) { return wanted == lower(c); });
}

}  // namespace

std::optional<std::string> find_record_mark(std::string_view mail) {
  const std::string text = without_soft_breaks(mail);
  const std::string_view whole = text;
  for (std::size_t at = 0; at < whole.size();) {
    if (is_header(whole.substr(at))) {
      if (auto mark = mark_of_header(whole.substr(at + kHeader.size()))) return mark;
    }
    const std::size_t end = whole.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return last_mark(whole);
}

}  // namespace holdfast::cli
