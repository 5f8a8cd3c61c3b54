#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tray/applet/crisis_lines.h"
#include "tray/applet/known.h"

namespace holdfast::applet {

/// One row of the menu. Without an action it is text; without text, a line between rows.
struct Entry {
  std::string text;
  std::optional<Action> action;
  std::vector<Entry> children;
  friend bool operator==(const Entry&, const Entry&) = default;
};

/// The whole menu. It offers everything that any notification does, since not every desktop shows
/// their buttons.
std::vector<Entry> menu(const Known& known, const std::vector<CrisisLine>& crisis_lines);

}  // namespace holdfast::applet
