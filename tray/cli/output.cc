#include "tray/cli/output.h"

#include <boost/json/serialize.hpp>

namespace holdfast::cli {
namespace {

// Select Graphic Rendition, ECMA-48 8.3.117; the eight colours follow the terminal's theme.
std::string_view code_for(Style style) {
  switch (style) {
    case Style::kStrong:
      return "1";
    case Style::kFaint:
      return "2";
    case Style::kGood:
      return "32";
    case Style::kWeak:
      return "33";
    case Style::kBad:
      return "31";
    case Style::kPlain:
      break;
  }
  return "";
}

struct Picture {
  Style style;
  std::string_view unicode;
  std::string_view ascii;
};

Picture picture_of(Sign sign) {
  switch (sign) {
    case Sign::kHolds:
      return {Style::kGood, "●", "*"};
    case Sign::kWeak:
      return {Style::kWeak, "◐", "~"};
    case Sign::kBroken:
      return {Style::kBad, "✗", "!"};
    case Sign::kAbsent:
      return {Style::kFaint, "○", "-"};
    case Sign::kBar:
      return {Style::kGood, "▇", "#"};
    case Sign::kPale:
      return {Style::kFaint, "░", "-"};
    case Sign::kDot:
      return {Style::kFaint, "·", "-"};
  }
  return {Style::kPlain, "", ""};
}

}  // namespace

void Output::line(std::string_view text) { out_ << text << '\n'; }

void Output::paragraph(std::string_view text, std::size_t indent, std::size_t hanging) {
  for (const std::string& one : wrapped(text, kWidth - indent, hanging)) {
    out_ << std::string(one.empty() ? 0 : indent, ' ') << one << '\n';
  }
}

void Output::entry(std::string_view name, std::size_t width, std::string_view text,
                   std::size_t indent) {
  const std::string start = std::string(indent, ' ') + padded(name, width) + "  ";
  const std::size_t column = indent + width + 2;
  // A name that outgrows its column has a line to itself.
  const bool fits = display_width(name) <= width;
  if (!fits) paragraph(name, indent, 2);
  bool is_first = fits;
  for (const std::string& one : wrapped(text, kWidth - column)) {
    out_ << (is_first ? start : std::string(column, ' ')) << one << '\n';
    is_first = false;
  }
}

void Output::raw(std::string_view bytes) { out_ << bytes; }

void Output::json(const boost::json::value& value) {
  out_ << boost::json::serialize(value) << '\n';
}

void Output::complain(std::string_view text) {
  out_.flush();
  for (const std::string& one : wrapped("holdfast: " + std::string(text), kWidth, 2)) {
    err_ << one << '\n';
  }
}

std::string Output::styled(Style style, std::string_view text) const {
  const std::string_view code = code_for(style);
  if (display_.colour == Display::Colour::kOff || code.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string Output::sign(Sign sign) const {
  const Picture picture = picture_of(sign);
  return styled(picture.style,
                display_.signs == Display::Signs::kUnicode ? picture.unicode : picture.ascii);
}

void Output::flush() { out_.flush(); }

}  // namespace holdfast::cli
