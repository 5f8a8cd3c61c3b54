#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::window {

/// `2026-11-24`, and only that.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);
std::string iso_date(std::chrono::year_month_day date);

/// In the words of LC_TIME: `24 Nov`, `Tuesday 24 November`, `November 2026`.
std::string short_date(std::chrono::year_month_day date);
std::string long_date(std::chrono::year_month_day date);
std::string month_name(std::chrono::year_month month);

/// `Tue` and `Tuesday`; 0 is Sunday.
std::string weekday_name(unsigned weekday);
std::string full_weekday_name(unsigned weekday);
/// With what day a week begins in the person's country.
unsigned first_weekday();

/// This moment.
std::chrono::sys_seconds now();

/// The local date of an instant, as localtime(3) has it.
std::chrono::year_month_day local_date(std::chrono::sys_seconds at);

}  // namespace holdfast::window
