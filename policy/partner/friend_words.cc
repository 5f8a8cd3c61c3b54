#include "policy/partner/friend_words.h"

#include <array>

namespace holdfast {
namespace {

constexpr std::array kQuietWeeks = {
    "Say that you noticed. Holding still is work that nobody sees.",
    "Plan something small together that has nothing to do with all this.",
    "Ask what was good this week, and hear the answer out.",
    "A short message on an ordinary evening says: you are not alone in this.",
};
constexpr std::array kHardWeeks = {
    "It was a week of many urges, and they are still standing. Be there; give advice only if "
    "asked.",
    "Evenings can be long just now. A call about anything else is something to hold on to.",
    "A walk together does more than a talk about it. Offer a day and an hour, not \"any time\".",
    "Ask \"how was today?\" rather than \"are you over it?\". It takes the time it takes.",
};
constexpr int kManyUrges = 10;

template <std::size_t N>
std::string of_this_week(const std::array<const char*, N>& all, const Week& week) {
  const auto weeks = week.from.time_since_epoch().count() / 7;
  return all.at(static_cast<std::size_t>(weeks) % N);
}

}  // namespace

std::string kind_sentence(const Week& week, bool shares_slips) {
  if (shares_slips && week.slips > 0) {
    return "Contact happened, and they said so. That takes courage. No reproach, no \"I told "
           "you\": the days before it still count, and so does the next one.";
  }
  if (week.loosenings_asked > 0 || week.unlocked > 0) {
    return "They thought about letting go this week. Ask how they are before you ask why.";
  }
  if (week.urges() >= kManyUrges) return of_this_week(kHardWeeks, week);
  return of_this_week(kQuietWeeks, week);
}

}  // namespace holdfast
