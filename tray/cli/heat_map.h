#pragma once

#include <cstdint>
#include <span>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// The hours of the week: a line a day from Monday on, two columns an hour, and what the shades
/// mean. `counts` are 7 * 24 from Sunday's midnight on; nothing is shown for another number of them
/// or where all are 0. Digits stand for shades where the terminal has none.
void show_heat_map(std::span<const std::int64_t> counts, Context& context);

}  // namespace holdfast::cli
