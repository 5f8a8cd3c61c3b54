#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// One bar.
struct Bar {
  std::string label;
  std::int64_t count = 0;
  std::string remark = {};                 ///< behind the number
  std::optional<std::int64_t> of_it = {};  ///< so much of the count is drawn full, the rest pale
};

/// A title and a bar a line, the longest as long as fits 80 columns and at most 40; nothing at all
/// where every count is 0.
void show_bars(std::string_view title, const std::vector<Bar>& bars, Context& context);

}  // namespace holdfast::cli
