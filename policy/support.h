#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace holdfast {

/// What a person can do while an urge is here.
enum class Help : std::uint8_t {
  kLetItPass,
  kBreathe,
  kGround,
  kMove,
  kSoothe,
  kCall,  ///< the friend of a `support call`
  kPlan,  ///< what a `plan` says
  kNote,
  kReachOut,
};

/// As on the wire and in the record: `let_it_pass`, `breathe`, ...
std::string_view word(Help help);
std::optional<Help> help_of(std::string_view word);

/// How often something helped, by the person's own word.
class HelpMemory {
 public:
  /// What is long ago counts less: once one of them has this many, all are halved.
  static constexpr int kMost = 16;

  void note(Help help);
  int times(Help help) const;
  const std::map<Help, int>& all() const { return times_; }
  void restore(Help help, int times) { times_[help] = times; }
  friend bool operator==(const HelpMemory&, const HelpMemory&) = default;

 private:
  std::map<Help, int> times_;
};

/// What the choice depends on.
struct Situation {
  std::chrono::minutes time_of_day{};  ///< local, since midnight
  bool closer_support = false;         ///< within the hours after a slip
  bool has_friend = false;
  bool has_plan = false;
  HelpMemory helped;
};

/// What to offer, best first; a program with room for three takes the first three. The same
/// situation always gives the same answer.
///
/// - *Let it pass* leads: where it was measured, waiting worked best.
/// - By night comes what brings a body to rest and wakes nobody; by day what moves it; in the
///   evening, the hours of most urges, people and what was planned for just then.
/// - After a slip confidence is what fails first, and the next one is close: a friend comes first,
///   and the plan, which needs no strength to be thought of. By night the plan alone.
/// - What has helped this person before climbs, a place each time and four at the most: what fits
///   the hour is never forgotten for it.
/// - Nobody is told to call whom they have not named, or to do what they have not planned.
/// - The unsent note and reaching out come last, whatever helped: they are there to be found, and
///   never pushed, for writing it over and over makes some people worse.
std::vector<Help> what_may_help(const Situation& situation);

}  // namespace holdfast
