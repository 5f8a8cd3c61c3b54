#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tray/window/coach_form.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// The dialog in which a coach is named, tried and switched off.
class CoachSetup {
 public:
  /// `on_change` runs when there is another coach, or none any more.
  CoachSetup(Shell& shell, const std::string& folder, std::function<void()> on_change);
  void open();
  /// What is set up now; nothing where there is none or it cannot be used.
  std::optional<Coach> coach() { return settings_.load(); }

 private:
  void keep();
  void switch_off();

  Shell& shell_;
  CoachSettings settings_;
  std::function<void()> on_change_;
  std::unique_ptr<CoachForm> form_;  ///< of the dialog
};

}  // namespace holdfast::window
