#include "tray/cli/time_words.h"
#include "tray/i18n.h"

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

constexpr std::array kDays = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                              N_("Thursday"), N_("Friday"), N_("Saturday")};
constexpr std::array kShortDays = {N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"),
                                   N_("Thu"), N_("Fri"), N_("Sat")};
constexpr std::array kMonths = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
                                N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

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
  // TRANSLATORS: a day and its month, `12 Mar`.
  return fill(
      in_context("day and month", "{1} {2}"),
      {std::to_string(parts.tm_mday), _(kMonths.at(static_cast<std::size_t>(parts.tm_mon)))});
}

// `12 Mar`, or `12 Mar 2027` in another year than now.
std::string date_of(const std::tm& parts, const std::tm& today) {
  if (parts.tm_year == today.tm_year) return date_of(parts);
  // TRANSLATORS: a date and its year, `12 Mar 2027`.
  return fill(in_context("date and year", "{1} {2}"),
              {date_of(parts), std::to_string(parts.tm_year + 1900)});
}

bool is_midnight(const std::tm& parts) { return parts.tm_hour == 0 && parts.tm_min == 0; }

}  // namespace

std::string moment_words(sys_seconds at, sys_seconds now) {
  const std::tm then = local(at);
  const std::tm today = local(now);
  const auto ahead = day_of(then) - day_of(today);
  if (ahead == days{0}) return fill(_("today {1}"), {clock_of(then)});
  if (ahead == days{1}) return fill(_("tomorrow {1}"), {clock_of(then)});
  if (ahead == days{-1}) return fill(_("yesterday {1}"), {clock_of(then)});
  if (ahead > days{1} && ahead < days{7}) {
    // TRANSLATORS: a weekday and a time of day, `Thursday 09:00`.
    return fill(in_context("weekday and time", "{1} {2}"),
                {weekday_words(then.tm_wday), clock_of(then)});
  }
  const std::string date = date_of(then, today);
  const bool is_this_year = then.tm_year == today.tm_year;
  // TRANSLATORS: a date in a sentence such as `until 1 Mar 2027`, then one with a time of day.
  if (!is_this_year && is_midnight(then)) return fill(in_context("date", "{1}"), {date});
  return fill(in_context("date and time", "{1} {2}"), {date, clock_of(then)});
}

std::string day_words(sys_seconds at, sys_seconds now) {
  const std::tm then = local(at);
  // TRANSLATORS: a weekday, short, and a date, `Thu 12 Mar`.
  return fill(
      in_context("weekday and date", "{1} {2}"),
      {_(kShortDays.at(static_cast<std::size_t>(then.tm_wday))), date_of(then, local(now))});
}

std::string date_words(sys_seconds at, sys_seconds now) { return date_of(local(at), local(now)); }

std::string weekday_words(int weekday) { return _(kDays.at(static_cast<std::size_t>(weekday))); }

std::string clock_words(sys_seconds at) { return clock_of(local(at)); }

namespace {

/// A length in its largest unit, and the rest of it worth saying.
struct Length {
  unsigned long days = 0;  ///< 0: `rest` says it all
  std::string rest;        ///< ` 3 h` behind days, else `3 h 20 min`, `25 min`, `40 s`
};

Length taken_apart(seconds length) {
  const auto whole_days = std::chrono::floor<days>(length);
  const auto whole_hours = std::chrono::floor<hours>(length - whole_days);
  const auto whole_minutes = std::chrono::floor<minutes>(length - whole_days - whole_hours);
  const std::string h = std::to_string(whole_hours.count()) + " h";
  const std::string min = std::to_string(whole_minutes.count()) + " min";
  if (whole_days >= days{1}) {
    const bool says_hours = whole_days < days{7} && whole_hours.count() > 0;
    return {static_cast<unsigned long>(whole_days.count()), says_hours ? " " + h : ""};
  }
  if (whole_hours >= hours{1}) return {0, whole_minutes.count() > 0 ? h + " " + min : h};
  if (whole_minutes >= minutes{1}) return {0, min};
  return {0, std::to_string(length.count()) + " s"};
}

}  // namespace

std::string length_words(seconds length) {
  const auto [count, rest] = taken_apart(length);
  if (count == 0) return rest;
  return fill(ngettext("{1} day", "{1} days", count), {std::to_string(count)}) + rest;
}

std::string distance_words(sys_seconds at, sys_seconds now) {
  if (at <= now && now - at < minutes{1}) return _("now");
  const seconds ahead = at > now ? at - now : now - at;
  // Rounded up: what can be done "in 3 min" can be done then.
  const bool is_ahead = at > now;
  const auto [count, rest] = taken_apart(
      is_ahead && ahead >= minutes{1} ? seconds(std::chrono::ceil<minutes>(ahead)) : ahead);
  // TRANSLATORS: {2} is empty or ` 3 h`.
  if (count > 0) {
    return fill(is_ahead ? ngettext("in {1} day{2}", "in {1} days{2}", count)
                         : ngettext("{1} day{2} ago", "{1} days{2} ago", count),
                {std::to_string(count), rest});
  }
  return fill(is_ahead ? _("in {1}") : _("{1} ago"), {rest});
}

}  // namespace holdfast::cli
