#pragma once

#include <string>
#include <vector>

#include "tray/applet/crisis_lines.h"
#include "tray/window/kit.h"
#include "tray/window/now_model.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// The tools that are words: what to do, whom to call, what was planned.
GtkWidget* suggestion_words(const std::vector<std::string>& suggestions);
GtkWidget* plan_words(const std::vector<std::string>& plans);
GtkWidget* friend_words(const std::vector<Friend>& friends, Shell& shell);
/// Somebody to talk to at once. Nothing of it is recorded.
GtkWidget* crisis_words(const std::vector<applet::CrisisLine>& lines, Shell& shell);

}  // namespace holdfast::window
