#include "tray/applet/look.h"

#include <algorithm>

#include "tray/applet/words.h"
#include "tray/i18n.h"
#include "tray/link/link_words.h"

namespace holdfast::applet {
namespace {

constexpr std::int64_t kMostDays = 9999;

Mood mood(const Known& known) {
  if (!known.is_connected()) return Mood::kAway;
  if (known.guard == Guard::kWeakened) return Mood::kWeakened;
  return known.is_closer() ? Mood::kCloser : Mood::kHolding;
}

std::string history_words(const Streak& streak) {
  if (streak.best_days > streak.days) {
    return fill(_("Your best run: {1}. {2} in all, and every one counts."),
                {days_words(streak.best_days), days_words(streak.total_days)});
  }
  if (streak.total_days > streak.days) {
    return fill(_("This is your best run. {1} in all, and every one counts."),
                {days_words(streak.total_days)});
  }
  return streak.days > 1 ? _("This is your best run.") : "";
}

void add_line(std::string& text, const std::string& line) {
  if (line.empty()) return;
  text += (text.empty() ? "" : "\n") + line;
}

}  // namespace

Look look(const Known& known) {
  Look look;
  look.face.mood = mood(known);
  if (known.streak) {
    look.face.days = static_cast<int>(std::clamp<std::int64_t>(known.streak->days, 0, kMostDays));
  }
  if (!known.is_connected()) {
    const tray::LinkWords words = tray::words_for(known.link);
    look.tooltip = words.what;
    look.details = words.advice;
  } else {
    look.tooltip = streak_words(known);
    if (known.streak) add_line(look.details, history_words(*known.streak));
    if (known.guard != Guard::kUnconfigured) add_line(look.details, today_words(known));
    if (known.guard == Guard::kWeakened) {
      add_line(look.details, _("Something needs a look. In a terminal: holdfast doctor"));
    }
    if (known.is_closer()) {
      add_line(look.details, fill(_("The tender hours, until {1}. Be gentle with yourself."),
                                  {when_words(*known.streak->closer_until, known.now)}));
    }
  }
  look.title = "Holdfast: " + look.tooltip;
  if (look.face.days > 0) look.label = std::to_string(look.face.days);
  return look;
}

}  // namespace holdfast::applet
