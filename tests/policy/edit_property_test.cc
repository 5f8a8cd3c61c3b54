#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "policy/edit.h"
#include "policy/pin.h"
#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

bool loosens(const std::vector<Change>& changes) {
  return std::any_of(changes.begin(), changes.end(), [](const Change& change) {
    return change.direction == Direction::kLoosening;
  });
}

/// What a text says, in no order.
std::vector<std::string> meaning(const RulesText& rules) {
  std::vector<std::string> lines;
  for (const Statement& statement : rules.statements()) lines.push_back(to_text(statement));
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// The order of loosenings follows that of lines, and says nothing.
std::vector<Change> by_key(std::vector<Change> changes) {
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.key < b.key; });
  return changes;
}

/// Two policies, one of which somebody wants instead of the other.
struct Edit {
  RulesText held = gen::parsed(*gen::rules_text().as("held"));
  RulesText proposed = gen::parsed(*gen::rules_text().as("proposed"));
  Moment at = *gen::moment().as("at");
  TimeZone zone = gen::berlin();

  Split parts() const { return split(held, proposed, at, zone); }
};

RC_GTEST_PROP(EditProperty, NothingIsLoosenedAtOnce, ()) {
  const Edit edit;
  RC_ASSERT(!loosens(compare(edit.held, edit.parts().now, edit.at, edit.zone)));
}

RC_GTEST_PROP(EditProperty, AllLooseningsTogetherGiveWhatWasProposed, ()) {
  const Edit edit;
  auto [now, later] = edit.parts();
  for (const Change& change : later) RC_ASSERT(apply_loosening(now, change));
  RC_ASSERT(meaning(now) == meaning(edit.proposed));
}

RC_GTEST_PROP(EditProperty, LooseningsMayBeConfirmedInAnyOrder, ()) {
  const Edit edit;
  auto [now, later] = edit.parts();
  std::reverse(later.begin(), later.end());
  for (const Change& change : later) RC_ASSERT(apply_loosening(now, change));
  RC_ASSERT(meaning(now) == meaning(edit.proposed));
}

RC_GTEST_PROP(EditProperty, WhatIsEqualDiffersInNothing, ()) {
  const Edit edit;
  RC_ASSERT(compare(edit.held, edit.held, edit.at, edit.zone).empty());
}

RC_GTEST_PROP(EditProperty, SplittingTwiceChangesNothing, ()) {
  const Edit edit;
  const Split once = edit.parts();
  const Split twice = split(once.now, edit.proposed, edit.at, edit.zone);
  RC_ASSERT(twice.now.text() == once.now.text());
  RC_ASSERT(by_key(twice.later) == by_key(once.later));
  RC_ASSERT(split(edit.held, once.now, edit.at, edit.zone).now.text() == once.now.text());
}

RC_GTEST_PROP(EditProperty, WhatHoldsAtOnceIsReadBack, ()) {
  const Edit edit;
  const RulesText now = edit.parts().now;
  RC_ASSERT(gen::parsed(now.text()).statements() == now.statements());
}

RC_GTEST_PROP(EditProperty, ThereAndBackAgainTightensWhatWasLoosened, ()) {
  const Edit edit;
  const bool is_loosened = loosens(compare(edit.held, edit.proposed, edit.at, edit.zone));
  const auto back = compare(edit.proposed, edit.held, edit.at, edit.zone);
  const bool is_undone = std::any_of(back.begin(), back.end(), [](const Change& change) {
    return change.direction != Direction::kNeutral;
  });
  RC_ASSERT(!is_loosened || is_undone);
}

RC_GTEST_PROP(EditProperty, PinningDoesNotChangeTheVerdict, ()) {
  const Edit edit;
  const auto directions = [&](const RulesText& held, const RulesText& proposed) {
    std::vector<std::pair<std::string, Direction>> found;
    for (const Change& change : compare(held, proposed, edit.at, edit.zone)) {
      // A length that reads as its instant is no change.
      if (change.direction != Direction::kNeutral) found.emplace_back(change.key, change.direction);
    }
    return found;
  };
  const RulesText pinned_held = pin_lengths(edit.held, edit.at, edit.zone);
  const RulesText pinned_proposed = pin_lengths(edit.proposed, edit.at, edit.zone);
  RC_ASSERT(directions(edit.held, edit.proposed) == directions(pinned_held, pinned_proposed));
}

}  // namespace
}  // namespace holdfast
