#include "tray/cli/layout.h"

#include <algorithm>

#include "platform/ipc/utf8.h"

namespace holdfast::cli {
namespace {

constexpr char kEscape = '\x1b';

// `character` is one well-formed character.
char32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0);
  char32_t value = byte(0) & (0xFF >> (character.size() + 1));
  for (std::size_t i = 1; i < character.size(); ++i) value = value << 6 | (byte(i) & 0x3F);
  return value;
}

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool steers_a_terminal(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || is_between(c, 0x7F, 0x9F) ||
         is_between(c, 0x202A, 0x202E) || is_between(c, 0x2066, 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}

// The blocks that matter for names: combining marks and joiners, and East Asian wide characters
// with emoji (Unicode Standard Annex 11).
std::size_t columns_of(char32_t c) {
  if (is_between(c, 0x300, 0x36F) || is_between(c, 0x200B, 0x200D) || is_between(c, 0xFE00, 0xFE0F))
    return 0;
  const bool is_wide = is_between(c, 0x1100, 0x115F) || is_between(c, 0x2E80, 0xA4CF) ||
                       is_between(c, 0xAC00, 0xD7A3) || is_between(c, 0xF900, 0xFAFF) ||
                       is_between(c, 0xFE30, 0xFE6F) || is_between(c, 0xFF00, 0xFF60) ||
                       is_between(c, 0xFFE0, 0xFFE6) || is_between(c, 0x1F300, 0x1FAFF) ||
                       is_between(c, 0x20000, 0x3FFFD);
  return is_wide ? 2 : 1;
}

// The length of what is printed as one: a colour sequence, or a character; bad bytes singly.
std::size_t unit_length(std::string_view text) {
  if (text[0] == kEscape) return std::min(text.find('m'), text.size() - 1) + 1;
  return std::max<std::size_t>(ipc::utf8_length(text), 1);
}

std::size_t unit_width(std::string_view unit) {
  if (unit[0] == kEscape) return 0;
  return ipc::utf8_length(unit) == 0 ? 1 : columns_of(code_point(unit));
}

// The longest beginning of `text` that fits, at least one unit.
std::string_view beginning(std::string_view text, std::size_t width) {
  std::size_t length = 0;
  std::size_t used = 0;
  while (length < text.size()) {
    const std::string_view unit = text.substr(length, unit_length(text.substr(length)));
    used += unit_width(unit);
    if (used > width && length > 0) break;
    length += unit.size();
  }
  return text.substr(0, length);
}

class Lines {
 public:
  Lines(std::size_t width, std::size_t indent) : width_(width), indent_(indent) {}

  void add_word(std::string_view word) {
    const std::size_t needed = display_width(word);
    if (has_word_ && used_ + 1 + needed > width_) end_line();
    if (has_word_) append(" ");
    while (used_ + display_width(word) > width_) {
      const std::string_view part = beginning(word, width_ - used_);
      append(part);
      word.remove_prefix(part.size());
      end_line();
    }
    append(word);
    has_word_ = true;
  }

  void start_at(std::size_t spaces) { append(std::string(spaces, ' ')); }

  void end_line() {
    done_.push_back(std::move(line_));
    line_.assign(indent_, ' ');
    used_ = indent_;
    has_word_ = false;
  }

  std::vector<std::string> take() {
    done_.push_back(std::move(line_));
    return std::move(done_);
  }

 private:
  void append(std::string_view text) {
    line_ += text;
    used_ += display_width(text);
  }

  std::size_t width_;
  std::size_t indent_;
  std::vector<std::string> done_;
  std::string line_;
  std::size_t used_ = 0;
  bool has_word_ = false;
};

}  // namespace

std::string clean(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = ipc::utf8_length(text);
    const std::string_view unit = text.substr(0, std::max<std::size_t>(length, 1));
    if (length == 0) {
      result += "\uFFFD";
    } else if (!steers_a_terminal(code_point(unit))) {
      result += unit;
    }
    text.remove_prefix(unit.size());
  }
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const std::string_view unit = text.substr(0, unit_length(text));
    width += unit_width(unit);
    text.remove_prefix(unit.size());
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::size_t column_of(std::initializer_list<std::string_view> names, std::size_t least) {
  std::size_t width = least;
  for (const std::string_view name : names) width = std::max(width, display_width(name));
  return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  Lines lines(width, indent);
  bool is_line_start = true;
  while (!text.empty()) {
    if (is_line_start) {
      const std::size_t spaces = std::min(text.find_first_not_of(' '), text.size());
      lines.start_at(std::min(spaces, width / 2));
      text.remove_prefix(spaces);
    }
    const std::size_t end = text.find_first_of(" \t\n");
    if (end != 0) lines.add_word(text.substr(0, end));
    if (end == std::string_view::npos) break;
    is_line_start = text[end] == '\n';
    if (is_line_start) lines.end_line();
    text.remove_prefix(end + 1);
  }
  return lines.take();
}

}  // namespace holdfast::cli
