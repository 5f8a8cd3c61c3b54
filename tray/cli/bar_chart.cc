#include "tray/cli/bar_chart.h"

#include <algorithm>

namespace holdfast::cli {
namespace {

constexpr std::int64_t kMostMarks = 40;
constexpr std::int64_t kLeastMarks = 4;
constexpr std::size_t kLabelWidth = 12;
// Of a number that no computer reaches, so that it can be multiplied.
constexpr std::int64_t kMostCounted = 1'000'000'000'000;

struct Measures {
  std::int64_t most = 0;
  std::int64_t marks = kMostMarks;
  std::size_t label = kLabelWidth;
};

std::int64_t in_bounds(std::int64_t count) {
  return std::clamp<std::int64_t>(count, 0, kMostCounted);
}

std::string behind(const Bar& bar) { return std::to_string(in_bounds(bar.count)) + bar.remark; }

Measures measure(const std::vector<Bar>& bars) {
  Measures measures;
  std::size_t rest = 0;
  for (const Bar& bar : bars) {
    measures.most = std::max(measures.most, in_bounds(bar.count));
    measures.label = std::max(measures.label, display_width(bar.label));
    rest = std::max(rest, display_width(behind(bar)));
  }
  const auto others = static_cast<std::int64_t>(2 + measures.label + 1 + 1 + rest);
  measures.marks = std::clamp(static_cast<std::int64_t>(kWidth) - others, kLeastMarks, kMostMarks);
  return measures;
}

// Anything at all is at least one mark.
std::int64_t marks_for(std::int64_t count, const Measures& measures) {
  return (in_bounds(count) * measures.marks + measures.most - 1) / measures.most;
}

std::string drawn(const Bar& bar, const Measures& measures, const Output& out) {
  const std::int64_t length = marks_for(bar.count, measures);
  std::int64_t full = length;
  if (bar.of_it && *bar.of_it < bar.count) {
    full = std::min(marks_for(*bar.of_it, measures), std::max<std::int64_t>(length - 1, 0));
  }
  std::string text;
  for (std::int64_t i = 0; i < length; ++i) text += out.sign(i < full ? Sign::kBar : Sign::kPale);
  return text;
}

}  // namespace

void show_bars(std::string_view title, const std::vector<Bar>& bars, Context& context) {
  const Measures measures = measure(bars);
  if (measures.most == 0) return;
  Output& out = context.out;
  out.line();
  out.line(out.styled(Style::kStrong, title));
  for (const Bar& bar : bars) {
    if (bar.count <= 0) {
      out.line("  " + bar.label);
    } else {
      out.line("  " + padded(bar.label, measures.label) + " " + drawn(bar, measures, out) + " " +
               behind(bar));
    }
  }
}

}  // namespace holdfast::cli
