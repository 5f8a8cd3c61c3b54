#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::cli {

/// RFC 3339 (section 5.6), with any offset; parts of a second are dropped.
std::optional<std::chrono::sys_seconds> parse_time(std::string_view text);

/// RFC 3339 in UTC: `2026-03-12T20:00:00Z`.
std::string to_rfc3339(std::chrono::sys_seconds at);

/// A moment as a person would say it, in local time (localtime(3)): `today 21:00`,
/// `tomorrow 09:00`, `Thursday 09:00` within the coming six days, `1 Mar 09:00`, `1 Mar 2027`.
/// Midnight goes unsaid for another year's day.
std::string moment_words(std::chrono::sys_seconds at, std::chrono::sys_seconds now);

/// `Thu 12 Mar` or `Thu 12 Mar 2027`, and `21:04`, in local time.
std::string day_words(std::chrono::sys_seconds at, std::chrono::sys_seconds now);
/// The same without the weekday.
std::string date_words(std::chrono::sys_seconds at, std::chrono::sys_seconds now);
/// `Sunday` for 0.
std::string weekday_words(int weekday);
std::string clock_words(std::chrono::sys_seconds at);

/// `40 s`, `25 min`, `3 h 20 min`, `2 days 3 h`, `12 days`: the two largest units that say enough.
std::string length_words(std::chrono::seconds length);

/// `in 3 h 20 min`, `now`, `3 h 20 min ago`.
std::string distance_words(std::chrono::sys_seconds at, std::chrono::sys_seconds now);

/// What a person types for a moment of the past: `2h`, `2h ago`, `now`, `today`, `yesterday`,
/// `yesterday 21:30`, `21:30` (the last time it was), `2026-03-12`, `2026-03-12 21:30`, or
/// RFC 3339. Local time.
std::optional<std::chrono::sys_seconds> parse_past(std::string_view typed,
                                                   std::chrono::sys_seconds now);

/// What to say when `parse_past` gives nothing.
std::string past_hint(std::string_view typed);

}  // namespace holdfast::cli
