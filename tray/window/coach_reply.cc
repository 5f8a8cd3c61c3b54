#include "tray/window/coach_reply.h"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;

bool is_digit(char one) { return one >= '0' && one <= '9'; }
bool is_space(char one) { return one == ' ' || one == '\n' || one == '\t'; }
bool is_inside(char one) { return (static_cast<unsigned char>(one) & 0xC0U) == 0x80; }

// How some models think aloud. What is not closed was cut off before it came to an answer.
std::string without_thoughts(std::string text) {
  constexpr std::string_view kOpen = "<think>";
  constexpr std::string_view kClose = "</think>";
  // The server may have eaten the beginning.
  if (const auto last = text.rfind(kClose); last != std::string::npos) {
    text.erase(0, last + kClose.size());
  }
  if (const auto open = text.find(kOpen); open != std::string::npos) text.erase(open);
  return text;
}

// `[words](link)` becomes the words; marks that only a renderer needs are taken out.
std::string without_marks(std::string_view text) {
  std::string made;
  bool is_line_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char one = text[i];
    if (one == '*' || one == '`' || one == '[' || (one == '#' && is_line_start)) continue;
    if (one == ']') {
      if (i + 1 >= text.size() || text[i + 1] != '(') continue;
      const auto end = text.find_first_of(")\n", i);
      i = end == std::string_view::npos ? text.size() : end;
      continue;
    }
    made += one == '\t' ? ' ' : one;
    is_line_start = one == '\n' || (is_line_start && one == ' ');
  }
  return made;
}

bool is_link(std::string_view word) {
  return word.find("://") != std::string_view::npos ||
         word.find("www.") != std::string_view::npos || word.find('@') != std::string_view::npos ||
         word.find("mailto:") != std::string_view::npos;
}

std::string without_links(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      made += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    if (!is_link(word)) made += word;
    i = end;
  }
  return made;
}

// The end of a telephone number that begins here, or the beginning: five digits and more, with
// what stands between them. `5-4-3-2-1` is none: a help is called so.
std::size_t number_end(std::string_view text, std::size_t begin) {
  constexpr std::string_view kCounting = "5-4-3-2-1";
  if (text.substr(begin).starts_with(kCounting)) return begin;
  std::size_t end = begin;
  int digits = 0;
  int between = 0;
  for (std::size_t i = begin; i < text.size() && between <= 2; ++i) {
    if (is_digit(text[i])) {
      ++digits;
      between = 0;
      end = i + 1;
    } else if (std::string_view(" ()/-+").find(text[i]) != std::string_view::npos) {
      ++between;
    } else {
      break;
    }
  }
  return digits >= 5 ? end : begin;
}

std::string without_numbers(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    const bool is_start =
        (is_digit(text[i]) || text[i] == '+') && (i == 0 || !is_digit(text[i - 1]));
    const std::size_t end = is_start ? number_end(text, i) : i;
    if (end > i) {
      made += _("the number under Help in a crisis");
      i = end;
    } else {
      made += text[i++];
    }
  }
  return made;
}

// One blank between words, one empty line between paragraphs, none at the ends.
std::string tidy(std::string_view text) {
  std::string made;
  int breaks = 0;
  bool has_blank = false;
  for (const char one : text) {
    if (one == '\n') {
      ++breaks;
      continue;
    }
    if (one == ' ') {
      has_blank = true;
      continue;
    }
    if (!made.empty()) {
      if (breaks > 0) made += breaks > 1 ? "\n\n" : "\n";
      if (breaks == 0 && has_blank) made += ' ';
    }
    breaks = 0;
    has_blank = false;
    made += one;
  }
  return made;
}

std::size_t byte_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!is_inside(text[at]) && characters-- == 0) break;
  }
  return at;
}

bool ends_sentence(std::string_view text, std::size_t at) {
  const bool is_mark = text[at] == '.' || text[at] == '!' || text[at] == '?';
  return is_mark && (at + 1 == text.size() || is_space(text[at + 1]));
}

std::string cut(std::string text, std::size_t most) {
  if (byte_of(text, most) == text.size()) return text;
  const std::string_view kept = std::string_view(text).substr(0, byte_of(text, most - 1));
  for (std::size_t at = kept.size(); at > kept.size() / 2; --at) {
    // Looked at in the whole text: the last mark of the part may stand inside a word.
    if (ends_sentence(text, at - 1)) return text.substr(0, at);
  }
  const auto blank = kept.find_last_of(" \n");
  return text.substr(0, blank == std::string_view::npos ? kept.size() : blank) + "…";
}

bool has_words(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') ||
           static_cast<unsigned char>(one) >= 0x80;
  });
}

}  // namespace

std::optional<std::string> coach_reply(std::string_view body, std::size_t most) {
  boost::system::error_code error;
  const json::value value = json::parse({body.data(), body.size()}, error);
  if (error || !value.is_object()) return std::nullopt;
  const json::array& choices = cli::list_of(value.get_object(), "choices");
  if (choices.empty()) return std::nullopt;
  const json::object& message = cli::object_of(cli::as_object(choices.front()), "message");
  std::string words = without_thoughts(cli::text_of(message, "content"));  // clean already
  words = cut(tidy(without_numbers(without_links(without_marks(words)))), most);
  if (!has_words(words)) return std::nullopt;
  return words;
}

}  // namespace holdfast::window
