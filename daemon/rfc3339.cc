#include "daemon/rfc3339.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace holdfast::daemon {

using std::chrono::floor;

std::string to_rfc3339(Wall at) {
  const auto day = floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(floor<std::chrono::seconds>(at - day));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text.data();
}

Result<Wall> from_rfc3339(std::string_view text) {
  const Error bad{ErrorCode::kInvalid,
                  with_hint(say("not a time"),
                            say("write it as 2027-03-01T14:03:20Z or with an offset like +01:00"))};
  const std::string copy(text);
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int used = 0;
  if (std::sscanf(copy.c_str(), "%4d-%2u-%2u%*1[Tt ]%2d:%2d:%2d%n", &year, &month, &day, &hour,
                  &minute, &second, &used) != 6 ||
      used < 19) {
    return bad;
  }
  std::string_view rest = std::string_view(copy).substr(static_cast<std::size_t>(used));
  if (rest.starts_with('.')) {
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  }
  int offset_minutes = 0;
  if (rest != "Z" && rest != "z") {
    char sign[2] = {};
    int hours = 0;
    int minutes = 0;
    int end = 0;
    const std::string zone(rest);
    if (std::sscanf(zone.c_str(), "%1[+-]%2d:%2d%n", sign, &hours, &minutes, &end) != 3 ||
        end != 6 || zone.size() != 6 || hours > 23 || minutes > 59) {
      return bad;
    }
    offset_minutes = (sign[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60 || hour < 0 || minute < 0 ||
      second < 0) {
    return bad;
  }
  return Wall(std::chrono::sys_days(date) + std::chrono::hours(hour) +
              std::chrono::minutes(minute - offset_minutes) + std::chrono::seconds(second));
}

}  // namespace holdfast::daemon
