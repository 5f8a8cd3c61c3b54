#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "policy/policy.h"
#include "policy/result.h"

namespace holdfast {

/// The shortest and the longest time that a rule may be given with `for`.
inline constexpr std::chrono::minutes kMinLength{1};
inline constexpr std::chrono::days kMaxLength{3653};  // ten years with their leap days

/// A whole number with `m`, `h`, `d` or `w`: `10m`, `24h`, `30d`, `2w`. kInvalid when it is none
/// or outside kMinLength to kMaxLength.
Result<std::chrono::seconds> parse_length(std::string_view text);
/// In days from three days on, else in hours, where that is exact; whole minutes otherwise.
std::string length_text(std::chrono::seconds length);

/// `2027-03-01` (the day's begin) and `2027-03-01T14:03[:20]` are local; with `Z` or an offset,
/// `2027-03-01T14:03:20+01:00` (RFC 3339), the instant is fixed. Never a length or no end.
Result<End> parse_when(std::string_view text);
std::string when_text(LocalSeconds local);
/// RFC 3339 at `offset` from UTC, `Z` for none. Parts of a second and of an offset's minute are
/// not written; the instant is rounded up to a second, so that no end comes early.
std::string when_text(Wall instant, std::chrono::seconds offset = {});

/// `HH:MM`, from `00:00` to `23:59`.
Result<std::chrono::minutes> parse_time_of_day(std::string_view text);
std::string time_of_day_text(std::chrono::minutes time);

/// `HH:MM-HH:MM` within one day; the end may be `24:00`.
Result<DaySpan> parse_span(std::string_view text);
std::string span_text(const DaySpan& span);

/// `mon`, `tue`, ... `sun`.
Result<std::chrono::weekday> parse_weekday(std::string_view text);
std::string weekday_text(std::chrono::weekday day);

/// `mon,thu`, `mon-fri`, `sat-mon,wed`, `daily`.
Result<Weekdays> parse_days(std::string_view text);
/// Monday first; a run of three or more is written as a range. `days` is not empty.
std::string days_text(const Weekdays& days);

}  // namespace holdfast
