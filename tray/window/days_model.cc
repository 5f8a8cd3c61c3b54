#include "tray/window/days_model.h"

#include <algorithm>
#include <cmath>

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/now_model.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::list_of;
using cli::number_of;
using cli::object_of;
using cli::text_of;

std::string times_text(std::int64_t times) {
  return fill(ngettext("{1} time", "{1} times", static_cast<unsigned long>(times)),
              {std::to_string(times)});
}

std::string urges_text(std::int64_t urges) {
  return fill(ngettext("{1} urge", "{1} urges", static_cast<unsigned long>(urges)),
              {std::to_string(urges)});
}

std::int64_t number_at(const json::array& list, std::size_t index) {
  return index < list.size() && list[index].is_int64()
             ? std::max<std::int64_t>(0, list[index].get_int64())
             : 0;
}

std::string hour_text(std::size_t hour) { return (hour < 10 ? "0" : "") + std::to_string(hour); }

HeatMapData heat_map(const json::array& by_weekday_hour) {
  HeatMapData heat;
  std::int64_t most = 0;
  std::size_t place = 0;
  for (std::size_t i = 0; i < 7 * 24; ++i) {
    const std::int64_t count = number_at(by_weekday_hour, i);
    if (count <= most) continue;
    most = count;
    place = i;
  }
  if (most == 0) {
    heat.summary = _("No urges yet, so there is no pattern.");
    return heat;
  }
  for (std::size_t i = 0; i < 7 * 24; ++i) {
    const std::int64_t count = number_at(by_weekday_hour, i);
    // Any urge shows, however many another hour has.
    const std::int64_t shade = (count * HeatMapData::kShades + most - 1) / most;
    heat.shade.at(i / 24).at(i % 24) = static_cast<int>(shade);
  }
  const std::size_t hour = place % 24;
  heat.summary = fill(_("Most urges come on {1}, between {2}:00 and {3}:00."),
                      {full_weekday_name(static_cast<unsigned>(place / 24)), hour_text(hour),
                       hour_text((hour + 1) % 24)});
  return heat;
}

void tell_trend(const json::array& by_week, DaysView& view) {
  constexpr std::size_t kWeeks = 10;
  const std::size_t first = by_week.size() > kWeeks ? by_week.size() - kWeeks : 0;
  for (std::size_t i = first; i < by_week.size(); ++i) {
    const json::object& week = cli::as_object(by_week[i]);
    const auto monday = parse_date(text_of(week, "label"));
    view.trend.push_back({monday ? short_date(*monday) : text_of(week, "label"),
                          static_cast<int>(number_of(week, "urges")),
                          static_cast<int>(number_of(week, "ridden_out"))});
  }
  if (view.trend.size() < 2) return;
  const int last = view.trend.back().urges;
  const int before = view.trend[view.trend.size() - 2].urges;
  if (last < before) {
    view.trend_words = _("Fewer than the week before.");
  } else if (last == before) {
    view.trend_words = _("As many as the week before.");
  } else {
    view.trend_words = _("More than the week before. Waves come in sets; they thin out.");
  }
}

void tell_helped(const json::array& helped, DaysView& view) {
  std::int64_t most = 1;
  for (const json::value& one : helped) {
    most = std::max(most, number_of(cli::as_object(one), "times"));
  }
  for (const json::value& element : helped) {
    const json::object& one = cli::as_object(element);
    const auto tool = tool_from(text_of(one, "what"));
    const auto times = number_of(one, "times");
    if (!tool || times <= 0) continue;
    view.helped.push_back({tool_name(*tool), times_text(times),
                           static_cast<double>(times) / static_cast<double>(most)});
  }
  std::stable_sort(view.helped.begin(), view.helped.end(),
                   [](const Helped& a, const Helped& b) { return a.share > b.share; });
}

std::string day_words(const CalendarDay& day, std::chrono::year_month_day date,
                      std::int64_t ridden) {
  std::string words = long_date(date);
  if (day.is_slip) return fill(_("{1}: contact happened, and you went on"), {words});
  if (!day.is_held) return words;
  if (day.urges == 0) return fill(_("{1}: held, quiet"), {words});
  const std::string urges = urges_text(day.urges);
  return ridden >= day.urges ? fill(_("{1}: held, {2} ridden out"), {words, urges})
                             : fill(_("{1}: held, {2}"), {words, urges});
}

const json::object* day_of(const json::array& days, const std::string& date) {
  for (const json::value& element : days) {
    const json::object& day = cli::as_object(element);
    if (text_of(day, "date") == date) return &day;
  }
  return nullptr;
}

CalendarDay calendar_day(const json::array& days, std::chrono::year_month_day date,
                         std::chrono::year_month_day today) {
  CalendarDay day;
  day.number = static_cast<unsigned>(date.day());
  day.is_today = date == today;
  std::int64_t ridden = 0;
  if (const json::object* known = day_of(days, iso_date(date))) {
    day.is_slip = number_of(*known, "slips") > 0;
    day.is_held = !day.is_slip;
    day.urges = static_cast<int>(number_of(*known, "urges"));
    ridden = number_of(*known, "ridden_out");
  }
  day.words = day_words(day, date, ridden);
  return day;
}

void mark_runs(std::array<std::optional<CalendarDay>, 7>& week) {
  const auto held = [&](std::size_t i) {
    return i < week.size() && week.at(i) && week.at(i)->is_held;
  };
  for (std::size_t i = 0; i < week.size(); ++i) {
    if (!held(i)) continue;
    week.at(i)->begins_run = i == 0 || !held(i - 1);
    week.at(i)->ends_run = !held(i + 1);
  }
}

}  // namespace

DaysView days_view(const Snapshot& snapshot) {
  DaysView view;
  const json::object& streak = object_of(snapshot.status, "streak");
  const auto figure = [&](const char* key, const char* label) {
    view.figures.push_back({std::to_string(number_of(streak, key)), label});
  };
  figure("days", _("days now"));
  figure("best_days", _("best run"));
  figure("total_days", _("days in all"));
  view.figures.push_back(
      {std::to_string(number_of(snapshot.insights, "ridden_out")), _("urges ridden out")});
  view.has_urges = number_of(snapshot.insights, "urges") > 0;
  view.heat = heat_map(list_of(snapshot.insights, "by_weekday_hour"));
  tell_trend(list_of(snapshot.insights, "by_week"), view);
  tell_helped(list_of(snapshot.insights, "helped"), view);
  for (const json::value& one : list_of(snapshot.insights, "sentences")) {
    view.sentences.push_back(cli::as_text(one));
  }
  return view;
}

CalendarMonth calendar_month(const json::object& insights, std::chrono::year_month month,
                             std::chrono::year_month_day today, unsigned first_weekday) {
  using std::chrono::days;
  using std::chrono::sys_days;
  const json::array& known = list_of(insights, "days");
  CalendarMonth result;
  result.title = month_name(month);
  result.has_later = month < std::chrono::year_month{today.year(), today.month()};
  if (!known.empty()) {
    const auto earliest = parse_date(text_of(cli::as_object(known.front()), "date"));
    result.has_earlier =
        earliest && std::chrono::year_month{earliest->year(), earliest->month()} < month;
  }
  const sys_days first{month / std::chrono::day{1}};
  const sys_days last{month / std::chrono::last};
  const unsigned lead = (std::chrono::weekday{first}.c_encoding() + 7 - first_weekday % 7) % 7;
  for (sys_days begins = first - days{lead}; begins <= last; begins += days{7}) {
    auto& week = result.weeks.emplace_back();
    for (int i = 0; i < 7; ++i) {
      const sys_days date = begins + days{i};
      if (date < first || date > last) continue;
      week.at(static_cast<std::size_t>(i)) =
          calendar_day(known, std::chrono::year_month_day{date}, today);
    }
    mark_runs(week);
  }
  return result;
}

}  // namespace holdfast::window
