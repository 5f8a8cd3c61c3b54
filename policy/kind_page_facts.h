#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/state.h"

namespace holdfast {

/// Somebody to call, as they are named to the person.
struct PageFriend {
  std::string first_name;
  std::string number;  ///< as in `tel:`
  friend bool operator==(const PageFriend&, const PageFriend&) = default;
};

/// What the kind page says to the person, and to nobody else.
struct KindPageFacts {
  std::optional<int> days;  ///< whole days of the streak; nothing before it has begun
  std::vector<std::string> plans;
  std::vector<PageFriend> friends;
  friend bool operator==(const KindPageFacts&, const KindPageFacts&) = default;
};

/// Of the state at a moment. A page in a browser may be seen by others and stays in its memory: a
/// plan or a friend that spells the name of a blocked profile or site is left out.
KindPageFacts kind_page_facts(const State& state, Moment now);

}  // namespace holdfast
