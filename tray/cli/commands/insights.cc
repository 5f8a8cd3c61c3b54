#include <algorithm>

#include "tray/cli/arguments.h"
#include "tray/cli/bar_chart.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/heat_map.h"
#include "tray/cli/help_words.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Shows when urges come, by the hour, the day and the hours of the week, how they change over "
    "the last twelve weeks, how many were ridden out, and what helped.");

std::vector<std::int64_t> counts(const boost::json::array& list) {
  std::vector<std::int64_t> numbers;
  for (const auto& value : list) numbers.push_back(value.is_int64() ? value.get_int64() : 0);
  return numbers;
}

std::string ridden_words(std::int64_t count) {
  return fill(ngettext("{1} ridden out", "{1} ridden out", static_cast<unsigned long>(count)),
              {std::to_string(count)});
}

// Two hours a line, and none of the empty ends of the day.
std::vector<Bar> by_hour(const std::vector<std::int64_t>& hours) {
  std::vector<Bar> rows;
  for (std::size_t hour = 0; hour + 1 < hours.size(); hour += 2) {
    const auto two = [](std::size_t h) { return (h < 10 ? "0" : "") + std::to_string(h); };
    rows.push_back({two(hour) + "-" + two(hour + 2) + " h", hours[hour] + hours[hour + 1]});
  }
  const auto is_empty = [](const Bar& row) { return row.count == 0; };
  while (!rows.empty() && is_empty(rows.back())) rows.pop_back();
  rows.erase(rows.begin(), std::find_if_not(rows.begin(), rows.end(), is_empty));
  return rows;
}

std::vector<Bar> by_weekday(const std::vector<std::int64_t>& days) {
  std::vector<Bar> rows;
  for (std::size_t i = 0; i < days.size() && i < 7; ++i) {
    rows.push_back({weekday_words(static_cast<int>(i)), days[i]});
  }
  if (!rows.empty()) std::rotate(rows.begin(), rows.begin() + 1, rows.end());  // Monday first
  return rows;
}

// "from 2 Mar" for the week that begins on 2026-03-02.
std::string week_words(const std::string& monday, Context& context) {
  const auto noon = parse_time(monday + "T12:00:00Z");
  if (!noon) return monday;
  return fill(_("from {1}"), {date_words(*noon, context.now())});
}

std::vector<Bar> by_week(const boost::json::array& weeks, Context& context) {
  std::vector<Bar> rows;
  for (const auto& element : weeks) {
    const auto& week = as_object(element);
    const auto ridden = number_of(week, "ridden_out");
    rows.push_back({week_words(text_of(week, "label"), context), number_of(week, "urges"),
                    ridden > 0 ? ", " + ridden_words(ridden) : "", ridden});
  }
  constexpr std::size_t kShown = 12;
  if (rows.size() > kShown) rows.erase(rows.begin(), rows.end() - kShown);
  return rows;
}

void show_weeks(const std::vector<Bar>& weeks, Context& context) {
  show_bars(_("Week by week"), weeks, context);
  const bool is_mixed = std::any_of(weeks.begin(), weeks.end(), [](const Bar& week) {
    return week.count > 0 && week.of_it && *week.of_it < week.count;
  });
  if (!is_mixed) return;
  context.out.paragraph(fill(_("{1} ridden out, {2} the rest"),
                             {context.out.sign(Sign::kBar), context.out.sign(Sign::kPale)}),
                        2);
}

// What the person said had helped.
std::vector<Bar> by_help(const boost::json::array& helped) {
  std::vector<Bar> rows;
  for (const auto& element : helped) {
    const HelpWords* words = help_words(text_of(as_object(element), "what"));
    if (words == nullptr) continue;
    rows.push_back({_(words->helped), number_of(as_object(element), "times")});
  }
  return rows;
}

void show(const boost::json::object& insights, Context& context) {
  const auto urges = number_of(insights, "urges");
  const auto days = number_of(insights, "days_observed");
  // What is observed, how many came, how many passed.
  context.out.paragraph(
      fill(_("{1} observed: {2}, {3}."),
           {days > 0 ? days_words(days) : _("Less than a day"),
            fill(ngettext("{1} urge", "{1} urges", static_cast<unsigned long>(urges)),
                 {std::to_string(urges)}),
            ridden_words(number_of(insights, "ridden_out"))}));
  for (const auto& sentence : list_of(insights, "sentences")) {
    context.out.paragraph(as_text(sentence));
  }
  show_bars(_("By the hour"), by_hour(counts(list_of(insights, "by_hour"))), context);
  show_bars(_("By the day"), by_weekday(counts(list_of(insights, "by_weekday"))), context);
  show_heat_map(counts(list_of(insights, "by_weekday_hour")), context);
  show_weeks(by_week(list_of(insights, "by_week"), context), context);
  show_bars(_("What helped"), by_help(list_of(insights, "helped")), context);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("Insights");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show(*reply, context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kInsights = {
    "insights", "", N_("when urges come, and how they pass"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
