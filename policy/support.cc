#include "policy/support.h"

#include <algorithm>
#include <utility>

namespace holdfast {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<std::string_view, 9> kWords = {
    "let_it_pass", "breathe", "ground", "move", "soothe", "call", "plan", "note", "reach_out"};

// What may be pushed, best first.
using Order = std::array<Help, 6>;
constexpr Order kNight = {Help::kSoothe, Help::kBreathe, Help::kPlan,
                          Help::kGround, Help::kCall,    Help::kMove};
constexpr Order kMorning = {Help::kMove, Help::kPlan,   Help::kBreathe,
                            Help::kCall, Help::kGround, Help::kSoothe};
constexpr Order kDay = {Help::kPlan,    Help::kMove,   Help::kCall,
                        Help::kBreathe, Help::kGround, Help::kSoothe};
constexpr Order kEvening = {Help::kCall, Help::kPlan,    Help::kSoothe,
                            Help::kMove, Help::kBreathe, Help::kGround};

constexpr hours kNightEnds{6};
constexpr hours kNoon{12};
constexpr hours kEveningBegins{18};
constexpr hours kNightBegins{22};

// In places of the order.
constexpr int kMostClimbed = 4;
constexpr int kFriendAfterASlip = 20;
constexpr int kPlanAfterASlip = 10;

bool is_night(minutes time) { return time < kNightEnds || time >= kNightBegins; }

const Order& order_at(minutes time) {
  if (is_night(time)) return kNight;
  if (time < kNoon) return kMorning;
  return time < kEveningBegins ? kDay : kEvening;
}

bool is_there(Help help, const Situation& situation) {
  if (help == Help::kCall) return situation.has_friend;
  return help != Help::kPlan || situation.has_plan;
}

int places_climbed(Help help, const Situation& situation) {
  int places = std::min(situation.helped.times(help), kMostClimbed);
  if (!situation.closer_support) return places;
  if (help == Help::kPlan) places += kPlanAfterASlip;
  if (help == Help::kCall && !is_night(situation.time_of_day)) places += kFriendAfterASlip;
  return places;
}

}  // namespace

std::string_view word(Help help) { return kWords.at(static_cast<std::size_t>(help)); }

std::optional<Help> help_of(std::string_view word) {
  const auto found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<Help>(found - kWords.begin());
}

void HelpMemory::note(Help help) {
  if (++times_[help] < kMost) return;
  for (auto& [one, times] : times_) times /= 2;
}

int HelpMemory::times(Help help) const {
  const auto found = times_.find(help);
  return found == times_.end() ? 0 : found->second;
}

std::vector<Help> what_may_help(const Situation& situation) {
  // By its place less the places climbed; of two alike, what fits the hour better.
  std::vector<std::pair<int, Help>> offered;
  int place = 0;
  for (const Help help : order_at(situation.time_of_day)) {
    if (!is_there(help, situation)) continue;
    // Half a place more than it must, so that whoever climbs to a place comes before its holder.
    const int climbed = places_climbed(help, situation);
    offered.emplace_back(2 * (place - climbed) - (climbed > 0 ? 1 : 0), help);
    ++place;
  }
  std::stable_sort(offered.begin(), offered.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<Help> all = {Help::kLetItPass};
  for (const auto& [rank, help] : offered) all.push_back(help);
  all.insert(all.end(), {Help::kNote, Help::kReachOut});
  return all;
}

}  // namespace holdfast
