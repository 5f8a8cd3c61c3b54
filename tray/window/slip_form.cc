#include "tray/window/slip_form.h"

#include <utility>

#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {

SlipForm::SlipForm(std::function<void()> on_change)
    : moment_(
          _("When it was"),
          {_("Just now"), _("Earlier today"), _("Yesterday"), _("On another day")},
          [this] { change(); }, GTK_ORIENTATION_VERTICAL),
      date_(entry(_("The day"), "2026-03-12")),
      time_(entry(_("About what time"), "21:30")) {
  on(date_, "changed", [this] { change(); });
  on(time_, "changed", [this] { change(); });
  widget_ = column(8, {moment_.widget(), date_, time_});
  moment_.choose(kJustNow);
  show_entries();
  on_change_ = std::move(on_change);  // from here on: whoever made it can read it
}

void SlipForm::change() {
  show_entries();
  if (on_change_) on_change_();
}

void SlipForm::show_entries() {
  gtk_widget_set_visible(date_, moment_.chosen() == kAnotherDay ? TRUE : FALSE);
  gtk_widget_set_visible(time_, is_just_now() ? FALSE : TRUE);
}

// Of an earlier day the day alone is enough; of today it would be the past night.
std::optional<std::chrono::sys_seconds> SlipForm::when(std::chrono::sys_seconds now) const {
  if (is_just_now()) return now;
  const std::string time = entry_text(time_);
  if (time.empty() && moment_.chosen() == kToday) return std::nullopt;
  std::string day = moment_.chosen() == kToday       ? "today"
                    : moment_.chosen() == kYesterday ? "yesterday"
                                                     : entry_text(date_);
  // As `slip --when` reads it, so that a time alone is not taken for a day.
  if (moment_.chosen() == kAnotherDay && day.size() != 10) return std::nullopt;
  if (!time.empty()) day += " " + time;
  const auto at = cli::parse_past(day, now);
  return at && *at <= now ? at : std::nullopt;
}

}  // namespace holdfast::window
