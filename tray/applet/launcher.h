#pragma once

#include <string>

namespace holdfast::applet {

/// Opens what is not part of the applet.
class Launcher {
 public:
  /// Where holdfast-window is, or empty.
  static std::string window_program();
  /// Starts it on a page (now, days, promises, note, reach-out, rules, friend, summary,
  /// setup; empty: as it likes).
  /// False when it is not installed or does not start.
  static bool open_window(const std::string& page);
  /// A `tel:` or `https:` address, with whatever the desktop has for it. False when it has nothing.
  static bool open_address(const std::string& address);
};

}  // namespace holdfast::applet
