#pragma once

#include <string>

#include "tray/window/shell.h"

namespace holdfast::window {

/// Says first when the loosening of this rule or setting could be confirmed, and asks for it only
/// after that. The shell must live as long as its window.
void ask_to_loosen(Shell& shell, const std::string& key);

}  // namespace holdfast::window
