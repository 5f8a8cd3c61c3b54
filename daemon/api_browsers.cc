// Calls about browsers, and what of them is told elsewhere.
#include <utility>

#include "daemon/api.h"
#include "daemon/api_json.h"
#include "platform/ipc/names.h"
#include "policy/link.h"
#include "policy/page_rules.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;
using platform::BrowserFamily;

bool is_managed(const BrowserView& view) {
  return view.browser->family != BrowserFamily::kUnmanaged;
}

bool holds_in_browsers(const json::object& rule) {
  for (const json::value& layer : rule.at("held_by").as_array()) {
    if (layer == "browser") return true;
  }
  return false;
}

struct Said {
  std::string_view result;
  Phrase text;
  Phrase advice;
};

Said said_of(const BrowserView& view) {
  const Phrase name(std::string(view.browser->name));
  switch (view.extension) {
    case ExtensionState::kAnswers:
      return {"ok", say("holds what the policy says, and its extension answers"), {}};
    case ExtensionState::kNotRunning:
    case ExtensionState::kStarting:
      return {"ok", say("its policies are there; it does not run, or has just started"), {}};
    case ExtensionState::kNextStart:
      return {"weak", say("it has been running since before its policies were there"),
              say("close {1} and open it again: it reads them at its start only", {name})};
    case ExtensionState::kSilent:
      return {"weak", say("its extension does not answer: pages are held by their address only"),
              say("close {1} and open it again, without options that turn extensions off", {name})};
    case ExtensionState::kCannot:
      break;
  }
  if (!is_managed(view)) {
    return {"weak", say("it cannot be managed: the other layers hold what they can see"),
            say("with scope profile use another browser, or take scope site")};
  }
  return {"weak", say("pages are held by their address only: the extension cannot be there"), {}};
}

}  // namespace

void Api::follow_pages(const json::object&, Responder out) {
  if (Browsers* browsers = from_.browsers()) return browsers->follow(asking_, std::move(out));
  out.error(ipc::kNotFound, said(say("the browser layer is not in use here")));
}

void Api::report_visit(const json::object& in, Responder out) {
  Browsers* browsers = from_.browsers();
  if (browsers == nullptr || !browsers->report_visit(asking_, text_in(in, "rule"))) {
    return out.error(ipc::kNotFound, said(say("no rule has that id now")));
  }
  out.reply({});
}

void Api::let_pass(const json::object& in, Responder out) {
  const Browsers* browsers = from_.browsers();
  auto rule = browsers != nullptr ? browsers->rule_of(text_in(in, "rule")) : std::nullopt;
  if (!rule) return out.error(ipc::kNotFound, said(say("no rule has that id now")));
  from_.controller.submit(event::LetItPass{std::move(*rule)});
  out.reply({});
}

json::array Api::browsers_json() const {
  json::array all;
  const Browsers* browsers = from_.browsers();
  if (browsers == nullptr) return all;
  for (const BrowserView& view : browsers->view()) {
    all.push_back(json::object{{"name", view.browser->name},
                               {"managed", is_managed(view)},
                               {"extension", word(view.extension)}});
  }
  return all;
}

void Api::add_browsers(json::array& rules) const {
  const Browsers* browsers = from_.browsers();
  const auto views = browsers != nullptr ? browsers->view() : std::vector<BrowserView>();
  for (json::value& value : rules) {
    json::object& rule = value.as_object();
    json::array held;
    json::array others;
    const bool is_held = holds_in_browsers(rule);
    for (const BrowserView& view : views) {
      (is_held && is_managed(view) ? held : others).emplace_back(view.browser->name);
    }
    rule["browsers"] = std::move(held);
    rule["other_browsers"] = std::move(others);
  }
}

void Api::add_browser_checks(json::array& checks) const {
  const Browsers* browsers = from_.browsers();
  if (browsers == nullptr || from_.controller.state().block_set == BlockSet()) return;
  for (const BrowserView& view : browsers->view()) {
    const Said told = said_of(view);
    checks.push_back(
        check_json(std::string(view.browser->name), told.result, told.text, told.advice));
  }
}

// A page that is nobody's, such as a search for somebody.
std::optional<Covering> Api::covering_page(std::string_view query) const {
  const auto link = split_link(query);
  const auto host = link ? HostName::parse(link->host) : Result<HostName>(Error{});
  if (!host) return std::nullopt;
  const State& state = from_.controller.state();
  const PageRules rules = page_rules(state.block_set, *state.catalog);
  const PageRule* rule = rule_of_page(rules, *host, link->rest);
  if (rule == nullptr) return std::nullopt;
  return Covering{.rule = rule->rule, .entry = host->ascii()};
}

}  // namespace holdfast::daemon
