#include "policy/time_zone.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace holdfast {

using std::chrono::milliseconds;
using std::chrono::seconds;

TimeZone::TimeZone(std::string name, seconds initial, std::vector<Transition> transitions)
    : name_(std::move(name)), initial_(initial), transitions_(std::move(transitions)) {}

seconds TimeZone::offset_at(Wall instant) const {
  const auto after =
      std::upper_bound(transitions_.begin(), transitions_.end(), instant,
                       [](Wall at, const Transition& transition) { return at < transition.from; });
  return after == transitions_.begin() ? initial_ : std::prev(after)->offset;
}

std::chrono::local_time<milliseconds> TimeZone::to_local(Wall instant) const {
  return std::chrono::local_time<milliseconds>(instant.time_since_epoch() + offset_at(instant));
}

Wall TimeZone::to_wall(std::chrono::local_time<milliseconds> local) const {
  // Each offset in force around the local time gives a candidate; the latest one that maps back is
  // the second occurrence. In a gap none does, and the gap's end is the transition passed over.
  const auto as_utc = Wall(local.time_since_epoch());
  std::optional<Wall> latest;
  std::optional<Wall> gap_end;
  const auto consider = [&](seconds offset) {
    const Wall candidate = as_utc - offset;
    if (to_local(candidate) == local && (!latest || candidate > *latest)) latest = candidate;
  };
  consider(initial_);
  for (const Transition& transition : transitions_) {
    if (transition.from > as_utc + std::chrono::days(2)) break;
    if (transition.from < as_utc - std::chrono::days(2)) {
      // Only the last of the far ones can still be in force; it is considered below.
      continue;
    }
    consider(offset_at(transition.from - milliseconds(1)));
    consider(transition.offset);
    const auto before = to_local(transition.from - milliseconds(1));
    const auto after = to_local(transition.from);
    if (before < local && local < after) gap_end = transition.from;
  }
  consider(offset_at(as_utc));
  if (latest) return *latest;
  return gap_end.value_or(as_utc - offset_at(as_utc));
}

}  // namespace holdfast
