#include "policy/streak.h"

#include <algorithm>

namespace holdfast {
namespace {

int whole_days(std::chrono::milliseconds length) {
  return static_cast<int>(std::chrono::floor<std::chrono::days>(length).count());
}

}  // namespace

void begin_streak(StreakState& streak, Moment now) {
  if (streak.first_start) return;
  streak.first_start = now.wall;
  streak.start = now.wall;
}

void record_slip(StreakState& streak, Wall when, Moment now) {
  begin_streak(streak, now);
  when = std::clamp(when, std::min(streak.start, now.wall), now.wall);
  streak.best = std::max(streak.best, when - streak.start);
  streak.start = when;
  ++streak.slips;
  streak.closer_support_until = now.elapsed + kCloserSupport;
}

std::optional<StreakView> view(const StreakState& streak, Moment now) {
  if (!streak.first_start) return std::nullopt;
  const auto running = std::max(now.wall - streak.start, Wall::duration::zero());
  const auto total = std::max(now.wall - *streak.first_start, Wall::duration::zero());
  return StreakView{
      .since = streak.start,
      .days = whole_days(running),
      .best_days = whole_days(std::max(running, streak.best)),
      .total_days = whole_days(total),
      .slips = streak.slips,
      .closer_support = streak.closer_support_until && now.elapsed < *streak.closer_support_until};
}

}  // namespace holdfast
