#include "tray/window/dates.h"

#include <langinfo.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace holdfast::window {
namespace {

using std::chrono::year_month_day;

std::tm parts_of(year_month_day date) {
  std::tm parts{};
  parts.tm_year = static_cast<int>(date.year()) - 1900;
  parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  parts.tm_wday = static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding());
  return parts;
}

// In the person's language. A format is a text of this file, never of the daemon.
std::string formatted(const char* format, const std::tm& parts) {
  std::array<char, 128> text{};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  const std::size_t length = std::strftime(text.data(), text.size(), format, &parts);
#pragma GCC diagnostic pop
  return {text.data(), length};
}

std::string day_and(const char* format, year_month_day date) {
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         formatted(format, parts_of(date));
}

}  // namespace

std::optional<year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::array<unsigned, 3> numbers{};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 3> kPlaces = {{{0, 4}, {5, 2}, {8, 2}}};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view part = text.substr(kPlaces.at(i).first, kPlaces.at(i).second);
    const auto end = part.data() + part.size();
    if (std::from_chars(part.data(), end, numbers.at(i)).ptr != end) return std::nullopt;
  }
  const year_month_day date{std::chrono::year{static_cast<int>(numbers[0])},
                            std::chrono::month{numbers[1]}, std::chrono::day{numbers[2]}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string iso_date(year_month_day date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string short_date(year_month_day date) { return day_and("%b", date); }

std::string long_date(year_month_day date) {
  return formatted("%A", parts_of(date)) + " " + day_and("%B", date);
}

std::string month_name(std::chrono::year_month month) {
  // %OB is the month by itself, which some languages write differently.
  return formatted("%OB %Y", parts_of(month / std::chrono::day{1}));
}

std::string weekday_name(unsigned weekday) {
  std::tm parts{};
  parts.tm_wday = static_cast<int>(weekday % 7);
  return formatted("%a", parts);
}

std::string full_weekday_name(unsigned weekday) {
  std::tm parts{};
  parts.tm_wday = static_cast<int>(weekday % 7);
  return formatted("%A", parts);
}

unsigned first_weekday() {
  // A number in a byte: 1 is Sunday, for all locales of today (locale(5), first_weekday).
  const char* first = ::nl_langinfo(_NL_TIME_FIRST_WEEKDAY);
  return first != nullptr && *first > 0 ? (static_cast<unsigned>(*first) - 1) % 7 : 0;
}

std::chrono::sys_seconds now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

year_month_day local_date(std::chrono::sys_seconds at) {
  const std::time_t time = at.time_since_epoch().count();
  std::tm parts{};
  ::localtime_r(&time, &parts);
  return {std::chrono::year{parts.tm_year + 1900},
          std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)},
          std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
}

}  // namespace holdfast::window
