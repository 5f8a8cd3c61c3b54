#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// Asks like `ask_line`, and on a terminal shows nothing of what is typed. The terminal shows again
/// what is typed however this ends, by Ctrl+C as well.
std::optional<std::string> ask_secret(std::string_view question, Context& context);

}  // namespace holdfast::cli
