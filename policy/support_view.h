#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/state.h"
#include "policy/support.h"

namespace holdfast {

/// A `promise` as it is shown.
struct PromiseView {
  std::string key;
  std::string text;
  bool kept_today = false;
  int days_kept = 0;
};

/// What there is to hold on to at a moment.
struct SupportView {
  std::vector<Help> now;  ///< best first (support.h)
  std::vector<SupportSetting> friends;
  std::vector<std::string> plans;
  std::vector<PromiseView> promises;  ///< in the policy's order
  std::optional<int> next_milestone;  ///< days
};

SupportView support_at(const State& state, Moment now);

}  // namespace holdfast
