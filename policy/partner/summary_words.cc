#include "policy/partner/summary_words.h"

#include <array>
#include <string_view>
#include <utility>

#include "policy/partner/friend_words.h"

namespace holdfast {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
// A picture of more days shows nothing.
constexpr std::ptrdiff_t kMostColumns = 31;
constexpr std::ptrdiff_t kDaysInWords = 14;

std::string_view day_name(std::chrono::local_days date) {
  return kDays.at(std::chrono::weekday(date).c_encoding());
}

std::string date_text(std::chrono::local_days date) {
  const std::chrono::year_month_day ymd(date);
  return std::string(day_name(date)) + ", " + std::to_string(static_cast<unsigned>(ymd.day())) +
         " " + std::string(kMonths.at(static_cast<unsigned>(ymd.month()) - 1));
}

std::string count_text(std::int64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// "3 h", "40 min".
std::string length_text(Coverage::Time length) {
  const auto minutes = std::chrono::round<std::chrono::minutes>(length).count();
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string((minutes + 30) / 60) + " h";
}

std::string coverage_text(const Coverage& coverage) {
  if (coverage.in_use() == Coverage::Time()) return "the computer was not in use";
  // 100 % is said only where nothing is missing.
  const auto tenths = coverage.verified.count() * 1000 / coverage.in_use().count();
  std::string text = "verified for " + std::to_string(tenths / 10) + "." +
                     std::to_string(tenths % 10) + " % of the time in use";
  const auto minute = std::chrono::minutes(1);
  if (coverage.not_running >= minute)
    text += ", " + length_text(coverage.not_running) + " unobserved";
  if (coverage.weakened >= minute) text += ", " + length_text(coverage.weakened) + " weakened";
  return text;
}

std::string loosenings_text(const Week& week) {
  std::string text = std::to_string(week.loosenings_asked);
  std::vector<std::string> fates;
  if (week.loosenings_confirmed > 0) {
    fates.push_back(std::to_string(week.loosenings_confirmed) + " confirmed");
  }
  if (week.loosenings_let_go > 0)
    fates.push_back(std::to_string(week.loosenings_let_go) + " let go");
  if (week.loosenings_refused > 0) {
    fates.push_back(std::to_string(week.loosenings_refused) + " refused under the lock");
  }
  for (std::size_t i = 0; i < fates.size(); ++i) text += (i == 0 ? "; " : ", ") + fates[i];
  return text;
}

Facts facts_of(const SummaryParts& parts) {
  const Week& week = parts.week;
  Facts facts;
  const auto add = [&](const char* name, std::string value) {
    facts.rows.emplace_back(name, std::move(value));
  };
  const auto add_if = [&](const char* name, int count) {
    if (count > 0) add(name, std::to_string(count));
  };
  add("Urges", std::to_string(week.urges()));
  add("Ridden out", std::to_string(week.ridden_out()));
  if (parts.shares_slips) add("Contact", week.slips == 0 ? "none" : std::to_string(week.slips));
  add_if("Small promises kept", week.promises_kept);
  add_if("Windows for necessary contact", week.allowances);
  const bool any_loosening = week.loosenings_asked + week.loosenings_confirmed +
                                 week.loosenings_let_go + week.loosenings_refused >
                             0;
  add("Asked to loosen protection", any_loosening ? loosenings_text(week) : "none");
  add_if("Let through by your code", week.unlocked);
  add_if("Keys made for you", week.keys_made);
  std::string disturbed =
      week.tampering == 0 ? "none" : std::to_string(week.tampering) + ", put back";
  if (week.explained > 0) disturbed += "; explained " + std::to_string(week.explained);
  add("Changed from outside", std::move(disturbed));
  add_if("Clock turned", week.clock_turned);
  add_if("Mail account changed", week.account_changed);
  add("Protection", coverage_text(week.coverage));
  return facts;
}

std::string days_between(std::chrono::local_days from, std::chrono::local_days until) {
  const auto last = until - days(1);
  return last <= from ? "on " + date_text(from)
                      : "from " + date_text(from) + ", to " + date_text(last);
}

std::string span_text(const Week& week) {
  const std::string both = days_between(week.from, week.until);
  const auto count = (week.until - week.from).count();
  if (count <= 8) return both;
  return both + " (" + std::to_string(count) + " days: no mail could go before)";
}

std::string urges_text(int urges, int ridden_out) {
  return urges == 0 ? "no urge"
                    : count_text(urges, "urge", "urges") + ", " + std::to_string(ridden_out) +
                          " ridden out";
}

/// A line for each seven days.
std::string weeks_text(const Week& week) {
  std::string text;
  for (std::size_t first = 0; first < week.days.size(); first += 7) {
    const std::size_t behind = std::min(week.days.size(), first + 7);
    int urges = 0;
    int ridden_out = 0;
    for (std::size_t i = first; i < behind; ++i) {
      urges += week.days[i].urges;
      ridden_out += week.days[i].ridden_out;
    }
    if (!text.empty()) text += '\n';
    text += "The " + count_text(static_cast<std::int64_t>(behind - first), "day", "days") +
            " from " + date_text(week.days[first].date) + ": " + urges_text(urges, ridden_out);
  }
  return text;
}

/// The same as the picture, or the sum of each week where the days are many.
std::string days_text(const Week& week) {
  if (std::ssize(week.days) > kDaysInWords) return weeks_text(week);
  std::string text;
  for (const Week::Day& day : week.days) {
    if (!text.empty()) text += '\n';
    text += std::string(day_name(day.date)) + ": ";
    text += urges_text(day.urges, day.ridden_out);
  }
  return text;
}

std::vector<LetterText::Column> columns_of(const Week& week) {
  std::vector<LetterText::Column> columns;
  const auto first = std::max<std::ptrdiff_t>(0, std::ssize(week.days) - kMostColumns);
  for (auto i = first; i < std::ssize(week.days); ++i) {
    const Week::Day& day = week.days[static_cast<std::size_t>(i)];
    columns.push_back({std::string(day_name(day.date).substr(0, 2)), day.urges, day.ridden_out});
  }
  return columns;
}

std::string story_text(const SummaryParts& parts) {
  switch (parts.story) {
    case RecordStory::kFirst:
      return "This is your first mail of this record.";
    case RecordStory::kContinues:
      return "This continues the record of the mail before: nothing that it told of was changed or "
             "taken out.";
    case RecordStory::kChanged: {
      const std::string since = parts.mailed
                                    ? date_text(*parts.mailed) + " and " + date_text(parts.today)
                                    : "the mail before and this one";
      return "The record was changed or cut between " + since +
             ": these counts may not be all there was.";
    }
    case RecordStory::kErased:
      return "The record was erased, as anybody may do with their own, and begun anew: what came "
             "before is not in these counts.";
  }
  return "";
}

std::string streak_text(const std::optional<StreakView>& streak) {
  if (!streak) return "Just begun";
  if (streak->days == 0) return "Day one without contact";
  return count_text(streak->days, "day without contact", "days without contact");
}

}  // namespace

LetterText summary_letter(const SummaryParts& parts) {
  const std::string headline = streak_text(parts.streak);
  std::string small =
      "How it went for " + parts.names.plain_person() + " " + span_text(parts.week) + ".";
  if (parts.streak && parts.streak->total_days > 0) {
    small += " Best so far: " + count_text(parts.streak->best_days, "day", "days") + "; " +
             count_text(parts.streak->total_days, "day", "days") + " since the beginning.";
  }
  Layout layout{
      Paragraph{parts.names.greeting()},
      Headline{headline, small},
      Picture{days_text(parts.week)},
      facts_of(parts),
      Box{"How to be a good friend this week", kind_sentence(parts.week, parts.shares_slips)},
      FinePrint{story_text(parts) + " Its mark now: " + to_text(parts.mark) +
                ". Keep this mail: with it, you two can check later that nothing was taken out."},
      FinePrint{"A summary holds counts alone: never who it is about, and no addresses, notes or "
                "times of day."},
      how_to_stop(parts.names)};
  constexpr auto kBehindPicture = 3;
  if (std::ssize(parts.week.days) > kMostColumns) {
    layout.insert(layout.begin() + kBehindPicture,
                  FinePrint{"The picture shows the last " + std::to_string(kMostColumns) +
                            " days of these."});
  }
  if (parts.maybe_lost) {
    layout.insert(layout.begin() + 2,
                  Paragraph{"A mail about the days " +
                            days_between(parts.maybe_lost->from, parts.maybe_lost->until) +
                            " may not have reached you. They are not counted here again."});
  }
  return {parts.names.subject_person() + ": " + headline, plain_text(layout), html_text(layout),
          columns_of(parts.week)};
}

}  // namespace holdfast
