#include "tray/applet/known.h"

#include <algorithm>
#include <ctime>

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"

namespace holdfast::applet {
namespace {

namespace json = boost::json;
using cli::as_object;
using cli::list_of;
using cli::number_of;
using cli::text_of;

Time time_of(const json::object& object, std::string_view key) {
  return cli::parse_time(text_of(object, key)).value_or(Time{});
}

std::optional<Streak> streak_of(const json::object& status) {
  const json::object& streak = cli::object_of(status, "streak");
  const auto since = cli::parse_time(text_of(streak, "since"));
  if (!since) return std::nullopt;
  return Streak{*since, number_of(streak, "days"), number_of(streak, "best_days"),
                number_of(streak, "total_days"),
                cli::parse_time(text_of(streak, "closer_support_until"))};
}

Guard guard_of(const std::string& word) {
  if (word == "holding") return Guard::kHolding;
  return word == "weakened" ? Guard::kWeakened : Guard::kUnconfigured;
}

Time next_midnight(Time now) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  local.tm_mday += 1;
  local.tm_hour = local.tm_min = local.tm_sec = 0;
  local.tm_isdst = -1;
  return Time(std::chrono::seconds(std::mktime(&local)));
}

}  // namespace

void take_status(const json::object& status, Known& known) {
  known.guard = guard_of(text_of(status, "state"));
  known.alias = text_of(status, "alias");
  known.streak = streak_of(status);
  known.urges_today = number_of(status, "urges_today");
  known.ridden_out_today = number_of(status, "ridden_out_today");
  known.open_urges.clear();
  for (const json::value& element : list_of(status, "open_urges")) {
    const json::object& urge = as_object(element);
    known.open_urges.push_back({number_of(urge, "id"), time_of(urge, "time")});
  }
  known.pending.clear();
  for (const json::value& element : list_of(status, "pending")) {
    const json::object& one = as_object(element);
    known.pending.push_back({number_of(one, "id"), time_of(one, "asked"),
                             time_of(one, "confirm_from"), time_of(one, "confirm_until"),
                             text_of(one, "state") == "ready"});
  }
  known.failing_layers.clear();
  for (const json::value& element : list_of(status, "layers")) {
    const json::object& layer = as_object(element);
    if (text_of(layer, "state") == "failing") {
      known.failing_layers.push_back(text_of(layer, "layer"));
    }
  }
}

void take_support(const json::object& support, Known& known) {
  known.helps.clear();
  for (const json::value& word : list_of(support, "now")) {
    if (const auto help = help_from(cli::as_text(word))) known.helps.push_back(*help);
  }
  known.friends.clear();
  for (const json::value& element : list_of(support, "friends")) {
    const json::object& one = as_object(element);
    known.friends.push_back({text_of(one, "name"), text_of(one, "number")});
  }
  known.plans.clear();
  for (const json::value& plan : list_of(support, "plans")) {
    known.plans.push_back(cli::as_text(plan));
  }
  known.next_milestone.reset();
  if (const auto next = number_of(support, "next_milestone"); next > 0) known.next_milestone = next;
}

void take_no_support(Known& known) {
  known.helps = {Help::kLetItPass, Help::kBreathe, Help::kMove, Help::kGround, Help::kSoothe};
  known.friends.clear();
  known.plans.clear();
  known.next_milestone.reset();
}

void take_partner(const json::object& partner, Known& known) {
  known.next_summary.reset();
  if (text_of(partner, "consent") != "agreed") return;
  known.next_summary = cli::parse_time(text_of(partner, "next_summary"));
}

std::optional<Time> next_change(const Known& known) {
  using std::chrono::days;
  std::optional<Time> next;
  const auto consider = [&](Time at) {
    if (at > known.now && (!next || at < *next)) next = at;
  };
  if (known.quiet_until) consider(*known.quiet_until);
  if (!known.is_connected()) return next;
  if (known.streak) {
    const auto full = std::chrono::floor<days>(known.now - known.streak->since);
    consider(known.streak->since + full + days(1));
    if (known.streak->closer_until) consider(*known.streak->closer_until);
  }
  if (known.next_summary) consider(*known.next_summary);
  if (known.urges_today > 0) consider(next_midnight(known.now));
  return next;
}

}  // namespace holdfast::applet
