#include "tray/window/reach_out_model.h"

#include <algorithm>

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::text_of;

// `block instagram/her.name until ...` is about `instagram/her.name`.
std::string target_of(const std::string& key) {
  constexpr std::string_view kBlock = "block ";
  const std::string words = key.starts_with(kBlock) ? key.substr(kBlock.size()) : key;
  return words.substr(0, words.find(' '));
}

}  // namespace

std::vector<std::string> reach_out_questions() {
  return {
      _("Am I writing to feel better, more than to say something that is needed?"),
      _("Did I write lately, and got no answer?"),
      _("Is it fear that pushes me right now?"),
      _("Do I hope that they will reassure me, or come back?"),
      // The only one where a no would be the reason to wait, so it is asked the other way round.
      _("Is everything as it was the last time I wanted to write?"),
  };
}

Verdict verdict(const std::vector<std::optional<bool>>& answers) {
  bool is_complete = !answers.empty();
  for (const auto& answer : answers) {
    if (answer && *answer) return Verdict::kWait;
    is_complete = is_complete && answer;
  }
  return is_complete ? Verdict::kGoOn : Verdict::kOpen;
}

std::vector<Purpose> purposes() {
  return {{"children", _("Children")},
          {"court", _("Court or money")},
          {"belongings", _("Belongings")},
          {"necessary", _("Something else that has to be")}};
}

std::vector<std::string> reachable_targets(const Snapshot& snapshot) {
  std::vector<std::string> targets;
  for (const json::value& element : cli::list_of(snapshot.rules, "rules")) {
    const json::object& rule = cli::as_object(element);
    const std::string kind = text_of(rule, "kind");
    if (kind == "list" || kind == "network") continue;
    targets.push_back(target_of(text_of(rule, "key")));
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  return targets;
}

std::vector<WindowView> allowance_views(const Snapshot& snapshot) {
  std::vector<WindowView> views;
  for (const json::value& element : cli::list_of(snapshot.pending, "allowances")) {
    const json::object& one = cli::as_object(element);
    WindowView view;
    view.is_open = text_of(one, "state") == "open";
    view.title = text_of(one, "target") + ", " + text_of(one, "purpose");
    const auto at = cli::parse_time(text_of(one, view.is_open ? "closes" : "opens"));
    if (at) {
      view.when =
          fill(view.is_open ? _("Open; closes by itself {1} ({2})") : _("Opens {1} ({2})"),
               {cli::moment_words(*at, snapshot.now), cli::distance_words(*at, snapshot.now)});
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::string granted_words(const json::object& allowance, std::chrono::sys_seconds now) {
  const auto opens = cli::parse_time(text_of(allowance, "opens"));
  const auto closes = cli::parse_time(text_of(allowance, "closes"));
  if (!opens || !closes) return _("The window was asked for.");
  return fill(_("It opens {1} and closes by itself {2}. It is written down, and is no slip."),
              {cli::moment_words(*opens, now), cli::moment_words(*closes, now)});
}

std::string review_request(const std::string& message) {
  const std::string ask =
      _("I have to write to them about something practical. Could you read it before I send it?\n"
        "Is it short? Is it neutral? Is it one thing only? Are my feelings out of it?");
  return message.empty() ? ask : ask + "\n\n“" + message + "”";
}

}  // namespace holdfast::window
