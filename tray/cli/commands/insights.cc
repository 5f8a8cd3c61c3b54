#include <algorithm>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/help_words.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};
constexpr std::int64_t kBarWidth = 40;
constexpr std::size_t kLabelWidth = 12;

constexpr const char* kHelp =
    N_("Shows when urges come, how they change from week to week, and how many were ridden out.");

struct Row {
  std::string label;
  std::int64_t urges = 0;
  std::string remark;
};

std::vector<std::int64_t> counts(const boost::json::array& list) {
  std::vector<std::int64_t> numbers;
  for (const auto& value : list) numbers.push_back(value.is_int64() ? value.get_int64() : 0);
  return numbers;
}

void show_chart(std::string_view title, const std::vector<Row>& rows, Context& context) {
  Output& out = context.out;
  std::int64_t most = 0;
  std::size_t width = kLabelWidth;
  for (const Row& row : rows) {
    most = std::max(most, row.urges);
    width = std::max(width, display_width(row.label));
  }
  if (most == 0) return;
  out.line();
  out.line(out.styled(Style::kStrong, title));
  for (const Row& row : rows) {
    // Anything at all is at least one mark.
    const auto length = (row.urges * kBarWidth + most - 1) / most;
    if (length == 0) {
      out.line("  " + row.label);
      continue;
    }
    std::string bar;
    for (std::int64_t i = 0; i < length; ++i) bar += out.sign(Sign::kBar);
    out.line("  " + padded(row.label, width) + " " + bar + " " + std::to_string(row.urges) +
             row.remark);
  }
}

std::string ridden_words(std::int64_t count) {
  return fill(ngettext("{1} ridden out", "{1} ridden out", static_cast<unsigned long>(count)),
              {std::to_string(count)});
}

// Two hours a line, and none of the empty ends of the day.
std::vector<Row> by_hour(const std::vector<std::int64_t>& hours) {
  std::vector<Row> rows;
  for (std::size_t hour = 0; hour + 1 < hours.size(); hour += 2) {
    const auto two = [](std::size_t h) { return (h < 10 ? "0" : "") + std::to_string(h); };
    rows.push_back({two(hour) + "-" + two(hour + 2) + " h", hours[hour] + hours[hour + 1], ""});
  }
  const auto is_empty = [](const Row& row) { return row.urges == 0; };
  while (!rows.empty() && is_empty(rows.back())) rows.pop_back();
  rows.erase(rows.begin(), std::find_if_not(rows.begin(), rows.end(), is_empty));
  return rows;
}

std::vector<Row> by_weekday(const std::vector<std::int64_t>& days) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < days.size() && i < 7; ++i) {
    rows.push_back({weekday_words(static_cast<int>(i)), days[i], ""});
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

std::vector<Row> by_week(const boost::json::array& weeks, Context& context) {
  std::vector<Row> rows;
  for (const auto& element : weeks) {
    const auto& week = as_object(element);
    const auto ridden = number_of(week, "ridden_out");
    rows.push_back({week_words(text_of(week, "label"), context), number_of(week, "urges"),
                    ridden > 0 ? ", " + ridden_words(ridden) : ""});
  }
  constexpr std::size_t kShown = 12;
  if (rows.size() > kShown) rows.erase(rows.begin(), rows.end() - kShown);
  return rows;
}

// What the person said had helped.
std::vector<Row> by_help(const boost::json::array& helped) {
  std::vector<Row> rows;
  for (const auto& element : helped) {
    const HelpWords* words = help_words(text_of(as_object(element), "what"));
    if (words == nullptr) continue;
    rows.push_back({_(words->helped), number_of(as_object(element), "times"), ""});
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
  show_chart(_("By the hour"), by_hour(counts(list_of(insights, "by_hour"))), context);
  show_chart(_("By the day"), by_weekday(counts(list_of(insights, "by_weekday"))), context);
  show_chart(_("Week by week"), by_week(list_of(insights, "by_week"), context), context);
  show_chart(_("What helped"), by_help(list_of(insights, "helped")), context);
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
