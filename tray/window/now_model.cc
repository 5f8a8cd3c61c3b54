#include "tray/window/now_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::list_of;
using cli::number_of;
using cli::object_of;
using cli::text_of;

struct Known {
  Tool tool;
  const char* word;
  const char* name;
  const char* icon;
};

constexpr std::array<Known, 9> kTools = {{
    {Tool::kLetItPass, "let_it_pass", N_("Let it pass"), "hf-wave-symbolic"},
    {Tool::kBreathe, "breathe", N_("Breathe"), "hf-breath-symbolic"},
    {Tool::kGround, "ground", N_("Ground"), "hf-ground-symbolic"},
    {Tool::kMove, "move", N_("Move"), "hf-move-symbolic"},
    {Tool::kSoothe, "soothe", N_("Soothe"), "hf-soothe-symbolic"},
    {Tool::kCall, "call", N_("Call"), "hf-call-symbolic"},
    {Tool::kPlan, "plan", N_("My plan"), "hf-plan-symbolic"},
    {Tool::kNote, "note", N_("Note"), "hf-note-symbolic"},
    {Tool::kReachOut, "reach_out", N_("Reach out"), "hf-reach-symbolic"},
}};

const Known& known(Tool tool) {
  return *std::find_if(kTools.begin(), kTools.end(),
                       [&](const Known& one) { return one.tool == tool; });
}

std::string days_text(std::int64_t days) {
  return fill(ngettext("{1} day", "{1} days", static_cast<unsigned long>(days)),
              {std::to_string(days)});
}

void tell_streak(const json::object& streak, const Snapshot& snapshot, NowView& view) {
  const auto since = cli::parse_time(text_of(streak, "since"));
  if (!since) {
    view.count = "·";
    view.headline = _("Ready when you are");
    return;
  }
  const auto days = number_of(streak, "days");
  view.count = days > 0 ? std::to_string(days) : "1";
  view.unit = days > 0 ? ngettext("day", "days", static_cast<unsigned long>(days)) : _("day one");
  const double passed =
      std::max<double>(0, static_cast<double>((snapshot.now - *since).count()) / 86400.0);
  const auto next = number_of(snapshot.support, "next_milestone");
  view.ring = next > 0 ? std::clamp(passed / static_cast<double>(next), 0.0, 1.0) : 1.0;

  const auto best = number_of(streak, "best_days");
  const auto total = number_of(streak, "total_days");
  if (next > days) view.detail = fill(_("{1} to the next mark"), {days_text(next - days)});
  if (best > days) {
    view.history = fill(_("Best run {1}, {2} in all"), {days_text(best), std::to_string(total)});
  } else if (total > days) {
    view.history = fill(_("Your best run, {1} in all"), {days_text(total)});
  }
}

std::string today_text(const json::object& status) {
  const auto urges = number_of(status, "urges_today");
  const auto ridden = number_of(status, "ridden_out_today");
  if (urges <= 0) return _("Quiet so far today");
  const auto count = static_cast<unsigned long>(urges);
  const std::string text =
      fill(ngettext("{1} urge today", "{1} urges today", count), {std::to_string(urges)});
  if (ridden == 0) return fill(_("{1}, no contact"), {text});
  if (ridden < urges) return fill(_("{1}, {2} ridden out"), {text, std::to_string(ridden)});
  return urges == 1 ? fill(_("{1}, ridden out. That is strength."), {text})
                    : fill(_("{1}, all ridden out. That is strength."), {text});
}

std::string worry_text(const json::object& status) {
  if (text_of(status, "state") != "weakened") return {};
  for (const json::value& element : list_of(status, "layers")) {
    const json::object& layer = cli::as_object(element);
    if (text_of(layer, "state") != "failing") continue;
    return fill(_("Something needs a look: {1}"), {text_of(layer, "detail")});
  }
  const json::array& warnings = list_of(status, "warnings");
  if (!warnings.empty()) return cli::as_text(warnings.front());
  return _("Something needs a look. In a terminal, holdfast doctor says what.");
}

std::string tender_text(const json::object& streak, std::chrono::sys_seconds now) {
  const auto until = cli::parse_time(text_of(streak, "closer_support_until"));
  if (!until || *until <= now) return {};
  return fill(_("These hours, until {1}, are the tender ones. Nothing you built is lost. Keep it "
                "small: water, a walk, one friend."),
              {cli::moment_words(*until, now)});
}

std::string headline_text(const NowView& view) {
  if (view.open_urge) return _("You can ride this one");
  if (!view.tender.empty()) return _("Be gentle with yourself today");
  return _("You are holding");
}

void tell_support(const json::object& support, NowView& view) {
  for (const json::value& element : list_of(support, "friends")) {
    const json::object& one = cli::as_object(element);
    view.friends.push_back({text_of(one, "name"), text_of(one, "number")});
  }
  for (const json::value& plan : list_of(support, "plans")) {
    view.plans.push_back(cli::as_text(plan));
  }
  for (const json::value& word : list_of(support, "now")) {
    const auto tool = tool_from(cli::as_text(word));
    if (tool && *tool != Tool::kLetItPass) view.tools.push_back(*tool);
  }
  // The rest stays within reach, after what the moment asks for.
  for (const Known& one : kTools) {
    const bool is_there =
        std::find(view.tools.begin(), view.tools.end(), one.tool) != view.tools.end();
    const bool is_empty = (one.tool == Tool::kCall && view.friends.empty()) ||
                          (one.tool == Tool::kPlan && view.plans.empty());
    if (is_there && is_empty) std::erase(view.tools, one.tool);
    if (!is_there && !is_empty && one.tool != Tool::kLetItPass) view.tools.push_back(one.tool);
  }
}

}  // namespace

const char* tool_word(Tool tool) { return known(tool).word; }
std::string tool_name(Tool tool) { return _(known(tool).name); }
const char* tool_icon(Tool tool) { return known(tool).icon; }

std::optional<Tool> tool_from(std::string_view word) {
  for (const Known& one : kTools) {
    if (word == one.word) return one.tool;
  }
  return std::nullopt;
}

NowView now_view(const Snapshot& snapshot) {
  NowView view;
  const json::object& streak = object_of(snapshot.status, "streak");
  view.tender = tender_text(streak, snapshot.now);
  for (const json::value& urge : list_of(snapshot.status, "open_urges")) {
    view.open_urge = number_of(cli::as_object(urge), "id");  // the newest comes last
  }
  view.headline = headline_text(view);
  tell_streak(streak, snapshot, view);
  view.today = today_text(snapshot.status);
  view.worry = worry_text(snapshot.status);
  tell_support(snapshot.support, view);
  return view;
}

NowView now_alone() {
  NowView view;
  view.tools = {Tool::kBreathe, Tool::kGround, Tool::kMove, Tool::kSoothe, Tool::kNote};
  return view;
}

std::vector<std::string> suggestions(Tool tool) {
  switch (tool) {
    case Tool::kMove:
      return {_("Walk to the end of the street and back. Leave the phone here."),
              _("Take the stairs, twice, a little faster than you like."),
              _("One song, loud, and dance it badly."),
              _("Shake out your hands, your shoulders, your legs.")};
    case Tool::kSoothe:
      return {_("Hold something warm: tea, a bath, a hot-water bottle."),
              _("Something heavy over your legs: a blanket, a cushion, a cat."),
              _("Music without words, low."),
              _("Say to yourself what you would say to a hurting friend.")};
    default:
      return {};
  }
}

}  // namespace holdfast::window
