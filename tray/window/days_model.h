#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

/// A number with what it counts: `12`, `days now`.
struct Figure {
  std::string value;
  std::string label;
};

struct Bar {
  std::string label;
  int urges = 0;
  int ridden_out = 0;
};

struct Helped {
  std::string name;
  std::string times;
  double share = 0;  ///< of the one that helped most
};

/// Urges by weekday and hour as shades from 0 (none) to `kShades` (most).
struct HeatMapData {
  static constexpr int kShades = 4;
  std::array<std::array<int, 24>, 7> shade{};  ///< from Sunday
  std::string summary;                         ///< what it shows, in a sentence
};

struct DaysView {
  std::vector<Figure> figures;
  HeatMapData heat;
  std::vector<Bar> trend;  ///< a bar a week, the newest last
  std::string trend_words;
  std::vector<Helped> helped;
  std::vector<std::string> sentences;
  bool has_urges = false;
};

DaysView days_view(const Snapshot& snapshot);

struct CalendarDay {
  unsigned number = 0;   ///< of the month
  bool is_held = false;  ///< observed, without contact
  bool is_slip = false;  ///< contact, as the person said
  bool is_today = false;
  bool begins_run = false;  ///< the day before in this row was not held
  bool ends_run = false;
  int urges = 0;
  std::string words;  ///< `Tuesday 24 November: 2 urges, both ridden out`
};

struct CalendarMonth {
  std::string title;  ///< `November 2026`
  std::vector<std::array<std::optional<CalendarDay>, 7>> weeks;
  bool has_earlier = false;  ///< something was observed before it
  bool has_later = false;    ///< it is not the present month
};

/// `first_weekday` as in the person's country: 0 is Sunday.
CalendarMonth calendar_month(const boost::json::object& insights, std::chrono::year_month month,
                             std::chrono::year_month_day today, unsigned first_weekday);

}  // namespace holdfast::window
