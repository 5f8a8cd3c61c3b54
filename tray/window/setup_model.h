#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tray/window/rules_model.h"

namespace holdfast::window {

/// What the four steps gathered.
struct SetupDraft {
  std::string link;
  RuleScope scope = RuleScope::kSite;
  RuleEnd end = RuleEnd::kNone;
  std::string date;
  std::string friend_name;
  std::string friend_number;
  std::string friend_mail;
  std::string plan;
};

enum class SetupStep { kLink, kScope, kFriend, kPlan, kReview };

/// What is missing before the next step, in a sentence; empty when nothing is.
std::string missing(const SetupDraft& draft, SetupStep step);

/// The lines of the policy, the rule first.
std::vector<std::string> setup_statements(const SetupDraft& draft);

/// `+44 20 7946 0000` or `0044 20 ...` as `tel:+442079460000`; nothing for what is no number with
/// its country's code.
std::optional<std::string> tel_target(const std::string& typed);

/// Plans to begin with, as a person would write them.
std::vector<std::string> plan_ideas();

}  // namespace holdfast::window
