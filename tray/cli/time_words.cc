#include "tray/cli/time_words.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace holdfast::cli {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::array kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                              "Thursday", "Friday", "Saturday"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::tm local(sys_seconds at) {
  const std::time_t time = at.time_since_epoch().count();
  std::tm parts{};
  ::localtime_r(&time, &parts);
  return parts;
}

// The calendar day as a number, to count days by.
sys_days day_of(const std::tm& parts) {
  return sys_days{std::chrono::year{parts.tm_year + 1900} /
                  std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)} /
                  std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
}

std::string clock_of(const std::tm& parts) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", parts.tm_hour, parts.tm_min);
  return text.data();
}

std::string date_of(const std::tm& parts) {
  return std::to_string(parts.tm_mday) + " " + kMonths.at(static_cast<std::size_t>(parts.tm_mon));
}

std::string year_of(const std::tm& parts) { return std::to_string(parts.tm_year + 1900); }

bool is_midnight(const std::tm& parts) { return parts.tm_hour == 0 && parts.tm_min == 0; }

}  // namespace

std::string moment_words(sys_seconds at, sys_seconds now) {
  const std::tm then = local(at);
  const std::tm today = local(now);
  const auto ahead = day_of(then) - day_of(today);
  if (ahead == days{0}) return "today " + clock_of(then);
  if (ahead == days{1}) return "tomorrow " + clock_of(then);
  if (ahead == days{-1}) return "yesterday " + clock_of(then);
  if (ahead > days{1} && ahead < days{7}) {
    return std::string(kDays.at(static_cast<std::size_t>(then.tm_wday))) + " " + clock_of(then);
  }
  if (then.tm_year == today.tm_year) return date_of(then) + " " + clock_of(then);
  const std::string date = date_of(then) + " " + year_of(then);
  return is_midnight(then) ? date : date + " " + clock_of(then);
}

std::string day_words(sys_seconds at, sys_seconds now) {
  const std::tm then = local(at);
  const std::string day =
      std::string(kDays.at(static_cast<std::size_t>(then.tm_wday))).substr(0, 3);
  const std::string text = day + " " + date_of(then);
  return then.tm_year == local(now).tm_year ? text : text + " " + year_of(then);
}

std::string clock_words(sys_seconds at) { return clock_of(local(at)); }

std::string length_words(seconds length) {
  const auto whole_days = std::chrono::floor<days>(length);
  const auto whole_hours = std::chrono::floor<hours>(length - whole_days);
  const auto whole_minutes = std::chrono::floor<minutes>(length - whole_days - whole_hours);
  const auto with = [](std::string text, auto count, const char* unit) {
    if (count.count() == 0) return text;
    return text + " " + std::to_string(count.count()) + " " + unit;
  };
  if (whole_days >= days{1}) {
    const std::string text =
        std::to_string(whole_days.count()) + (whole_days == days{1} ? " day" : " days");
    return whole_days < days{7} ? with(text, whole_hours, "h") : text;
  }
  if (whole_hours >= hours{1}) {
    return with(std::to_string(whole_hours.count()) + " h", whole_minutes, "min");
  }
  if (whole_minutes >= minutes{1}) return std::to_string(whole_minutes.count()) + " min";
  return std::to_string(length.count()) + " s";
}

std::string distance_words(sys_seconds at, sys_seconds now) {
  if (at > now) {
    // Rounded up: what can be done "in 3 min" can be done then.
    const seconds ahead = at - now;
    return "in " +
           length_words(ahead < minutes{1} ? ahead : seconds(std::chrono::ceil<minutes>(ahead)));
  }
  return now - at < minutes{1} ? "now" : length_words(now - at) + " ago";
}

}  // namespace holdfast::cli
