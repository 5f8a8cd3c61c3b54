#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tray/applet/known.h"

namespace holdfast::applet {

/// `12 days`.
std::string days_words(std::int64_t days);
/// `21:04`, `tomorrow 09:00`: as short as it can be said.
std::string when_words(Time at, Time now);
/// `12 days of no contact with them`, also for the first hours and before there is a streak.
std::string streak_words(const Known& known);
/// `Today: 3 urges, all ridden out`.
std::string today_words(const Known& known);
/// `the firewall`, `the hosts file and the browser`.
std::string layers_words(const std::vector<std::string>& layers);

/// Of a button or a menu entry: `Breathe for a minute`, `Call A.`.
std::string label(Help help, const Known& known);

/// The words of an exercise, for whoever has no window.
struct Exercise {
  std::string title;
  std::string body;
};
Exercise exercise(Help help, const Known& known);

}  // namespace holdfast::applet
