#include "tray/cli/heat_map.h"

#include <algorithm>
#include <array>
#include <string>

#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr std::size_t kHours = 24;
constexpr std::size_t kDays = 7;
constexpr std::int64_t kShades = 4;
constexpr std::array<const char*, kShades> kShadeSigns = {"░░", "▒▒", "▓▓", "██"};
constexpr std::int64_t kMostCounted = 1'000'000'000'000;  // can be multiplied

bool has_shades(Context& context) {
  return context.environment.display.signs == Display::Signs::kUnicode;
}

// How many urges the first so many shades stand for at most.
std::int64_t end_of(std::int64_t shades, std::int64_t most) { return shades * most / kShades; }

std::string cell(std::int64_t count, std::int64_t most, Context& context) {
  const Output& out = context.out;
  if (count <= 0) return " " + out.styled(Style::kFaint, has_shades(context) ? "·" : ".");
  if (!has_shades(context)) {
    return " " + out.styled(Style::kGood, std::to_string(std::min<std::int64_t>(count, 9)));
  }
  std::int64_t shade = 1;
  while (count > end_of(shade, most)) ++shade;
  return out.styled(Style::kGood, kShadeSigns.at(static_cast<std::size_t>(shade - 1)));
}

// Every third hour by its number, which ends where its column does.
std::string hours_line() {
  std::string line;
  for (std::size_t hour = 0; hour < kHours; hour += 3) {
    line += (hour < 10 ? " " : "") + std::to_string(hour);
    if (hour + 3 < kHours) line += "    ";
  }
  return line;
}

std::string legend(std::int64_t most, Context& context) {
  if (!has_shades(context)) return _("The digits are urges; 9 stands for nine and more.");
  std::string text;
  for (std::int64_t shade = 1; shade <= kShades; ++shade) {
    const std::int64_t first = end_of(shade - 1, most) + 1;
    const std::int64_t last = end_of(shade, most);
    if (first > last) continue;
    if (!text.empty()) text += ", ";
    text += context.out.styled(Style::kGood, kShadeSigns.at(static_cast<std::size_t>(shade - 1)));
    text += " " + std::to_string(first);
    if (last > first) text += "-" + std::to_string(last);
  }
  return fill(_("Urges: {1}"), {text});
}

}  // namespace

void show_heat_map(std::span<const std::int64_t> counts, Context& context) {
  if (counts.size() != kDays * kHours) return;
  const std::int64_t most = std::min(*std::max_element(counts.begin(), counts.end()), kMostCounted);
  if (most <= 0) return;
  Output& out = context.out;
  std::size_t width = 0;
  for (std::size_t day = 0; day < kDays; ++day) {
    width = std::max(width, display_width(weekday_words(static_cast<int>(day))));
  }
  out.line();
  out.line(out.styled(Style::kStrong, _("The hours of the week")));
  out.line("  " + padded("", width) + " " + hours_line());
  for (std::size_t i = 0; i < kDays; ++i) {
    const std::size_t day = (i + 1) % kDays;  // Monday first
    std::string line = "  " + padded(weekday_words(static_cast<int>(day)), width) + " ";
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      line += cell(std::min(counts[day * kHours + hour], most), most, context);
    }
    out.line(line);
  }
  out.paragraph(legend(most, context), 2);
}

}  // namespace holdfast::cli
