#include <charconv>
#include <cstdio>
#include <ctime>

#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

// A number of exactly `digits` digits at the beginning of `text`, taken off it.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  const auto end = text.data() + digits;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || text[0] == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text[0] != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::year_month_day> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<minutes> take_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours{*hour} + minutes{*minute};
}

std::optional<seconds> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return seconds{0};
  const int sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  const auto offset = take_clock(text);
  if (!offset) return std::nullopt;
  return sign * seconds(*offset);
}

sys_seconds from_local(std::tm parts) {
  parts.tm_isdst = -1;
  return sys_seconds{seconds{std::mktime(&parts)}};
}

std::tm local_day(sys_seconds now, int days_back) {
  const std::time_t time = now.time_since_epoch().count();
  std::tm parts{};
  ::localtime_r(&time, &parts);
  parts.tm_mday -= days_back;
  parts.tm_hour = parts.tm_min = parts.tm_sec = 0;
  return parts;
}

std::tm local_date(std::chrono::year_month_day date) {
  std::tm parts{};
  parts.tm_year = static_cast<int>(date.year()) - 1900;
  parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  return parts;
}

// `2h`, `30m`, `7d`, `90s`, with or without "ago".
std::optional<seconds> parse_length(std::string_view text) {
  if (text.ends_with(" ago")) text.remove_suffix(4);
  int count = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0) return std::nullopt;
  const std::string_view unit(stop, static_cast<std::size_t>(text.data() + text.size() - stop));
  if (unit == "s") return seconds{count};
  if (unit == "m" || unit == "min") return minutes{count};
  if (unit == "h") return std::chrono::hours{count};
  if (unit == "d") return days{count};
  if (unit == "w") return std::chrono::weeks{count};
  return std::nullopt;
}

std::optional<sys_seconds> on_day(std::tm day, std::string_view rest) {
  if (rest.empty()) return from_local(day);
  if (!take(rest, ' ') && !take(rest, 'T')) return std::nullopt;
  const auto clock = take_clock(rest);
  if (!clock || !rest.empty()) return std::nullopt;
  day.tm_min = static_cast<int>(clock->count());  // mktime(3) makes hours of it
  return from_local(day);
}

std::optional<sys_seconds> at_clock(std::string_view text, sys_seconds now) {
  const auto clock = take_clock(text);
  if (!clock || !text.empty()) return std::nullopt;
  for (int days_back : {0, 1}) {
    std::tm day = local_day(now, days_back);
    day.tm_min = static_cast<int>(clock->count());
    if (const sys_seconds at = from_local(day); at <= now) return at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<sys_seconds> parse_time(std::string_view text) {
  const auto date = take_date(text);
  if (!date || (!take(text, 'T') && !take(text, 't') && !take(text, ' '))) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock || !take(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  if (take(text, '.'))
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return sys_days{*date} + *clock + seconds{*second} - *offset;
}

std::string to_rfc3339(sys_seconds at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{at - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

std::optional<sys_seconds> parse_past(std::string_view typed, sys_seconds now) {
  if (const auto exact = parse_time(typed)) return exact;
  if (typed == "now") return now;
  if (typed.starts_with("today")) return on_day(local_day(now, 0), typed.substr(5));
  if (typed.starts_with("yesterday")) return on_day(local_day(now, 1), typed.substr(9));
  if (const auto length = parse_length(typed)) return now - *length;
  if (const auto at = at_clock(typed, now)) return at;
  if (const auto date = take_date(typed)) return on_day(local_date(*date), typed);
  return std::nullopt;
}

std::string past_hint(std::string_view typed) {
  return fill(_("\"{1}\" is no time I understand; write for example 2h, 21:30, \"yesterday 21:30\" "
                "or 2026-03-12"),
              {typed});
}

}  // namespace holdfast::cli
