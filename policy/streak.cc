#include "policy/streak.h"

#include <algorithm>

namespace holdfast {
namespace {

int whole_days(std::chrono::milliseconds length) {
  return static_cast<int>(std::chrono::floor<std::chrono::days>(length).count());
}

std::chrono::milliseconds running(const StreakState& streak, Moment now) {
  return std::max(now.wall - streak.start, Wall::duration::zero());
}

int highest_reached(const StreakState& streak, Moment now) {
  const int days = whole_days(running(streak, now));
  int highest = 0;
  for (const int milestone : kMilestones) {
    if (milestone <= days) highest = milestone;
  }
  return highest;
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
  streak.milestone = highest_reached(streak, now);
}

std::optional<int> next_milestone(const StreakState& streak, Moment now) {
  if (!streak.first_start) return std::nullopt;
  const int days = whole_days(running(streak, now));
  const auto next = std::upper_bound(kMilestones.begin(), kMilestones.end(), days);
  return next == kMilestones.end() ? std::nullopt : std::optional(*next);
}

std::optional<Wall> next_milestone_at(const StreakState& streak, Moment now) {
  const auto next = next_milestone(streak, now);
  if (!next) return std::nullopt;
  return streak.start + std::chrono::days(*next);
}

std::optional<int> take_milestone(StreakState& streak, Moment now) {
  if (!streak.first_start) return std::nullopt;
  const int reached = highest_reached(streak, now);
  if (reached <= streak.milestone) return std::nullopt;
  streak.milestone = reached;
  return reached;
}

std::optional<StreakView> view(const StreakState& streak, Moment now) {
  if (!streak.first_start) return std::nullopt;
  const auto total = std::max(now.wall - *streak.first_start, Wall::duration::zero());
  return StreakView{
      .since = streak.start,
      .days = whole_days(running(streak, now)),
      .best_days = whole_days(std::max(running(streak, now), streak.best)),
      .total_days = whole_days(total),
      .slips = streak.slips,
      .closer_support = streak.closer_support_until && now.elapsed < *streak.closer_support_until};
}

}  // namespace holdfast
