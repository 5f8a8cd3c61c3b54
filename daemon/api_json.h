#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "policy/held_by.h"
#include "policy/insights.h"
#include "policy/log_entry.h"
#include "policy/state.h"
#include "policy/support_view.h"

namespace holdfast::daemon {

/// A sentence as the parameters of an error: `text`, and how it was made.
boost::json::object said(const Phrase& text);
/// A parameter that may be left out; then it is empty.
std::string text_in(const boost::json::object& in, std::string_view key);

/// The types of io.holdfast.Control.varlink, made from the state; nothing here decides anything.
boost::json::object event_json(const LogEntry& entry);
boost::json::object pending_json(const PendingEdit& edit, const State& state, Moment now);
boost::json::array all_pending_json(const State& state, Moment now);
boost::json::object allowance_json(const Allowance& allowance, Moment now);
boost::json::array allowances_json(const State& state, Moment now);
boost::json::object problem_json(const RuleProblem& problem);
boost::json::object streak_json(const StreakState& streak, Moment now);
boost::json::array layers_json(const State& state);
boost::json::array rules_json(const State& state, Moment now);
boost::json::object plan_json(const BlockSet& before, const BlockSet& after, const State& state);
boost::json::object insights_json(const Insights& insights, int slips);
boost::json::object support_json(const SupportView& support);
boost::json::array promises_json(const std::vector<PromiseView>& promises);
/// How often what helped, as it weighs now.
boost::json::object helped_json(const HelpMemory& helped);
/// A check of `doctor`; `result` is a word of the type Check.
boost::json::object check_json(const Phrase& name, std::string_view result, const Phrase& text,
                               const Phrase& advice = {});
boost::json::array strings_json(const std::vector<std::string>& strings);

/// Layers that hold the rule of this key now: those that have a place for it, and hold.
std::vector<std::string> held_by(const State& state, const std::string& key);

}  // namespace holdfast::daemon
