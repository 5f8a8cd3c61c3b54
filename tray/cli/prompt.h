#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// Asks and reads one line, without spaces around it; nothing at the end of the input.
std::optional<std::string> ask_line(std::string_view question, Context& context);

enum class YesNo { kYes, kNo };

/// Asks until `y`, `yes`, `n` or `no` is typed, or what they are in the person's language; nothing
/// at the end of the input.
std::optional<YesNo> ask_yes_no(std::string_view question, Context& context);

}  // namespace holdfast::cli
