#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp =
    N_("Shows every rule: what it keeps out of reach, until when, and which layers hold it now.");

std::string names_in(const boost::json::array& names) {
  std::vector<std::string> all;
  for (const auto& name : names) all.push_back(as_text(name));
  return listed(all);
}

std::string end_of(const boost::json::object& rule, Context& context) {
  const auto ends = parse_time(text_of(rule, "ends"));
  return ends ? fill(_("until {1}"), {moment_words(*ends, context.now())}) : _("no end");
}

std::string holders_of(const boost::json::object& rule) {
  const std::string layers = layers_words(list_of(rule, "held_by"));
  if (layers.empty()) return _("held by no layer now; see: holdfast doctor");
  std::vector<std::string> sizes;
  if (const auto hosts = number_of(rule, "hosts"); hosts > 0) {
    sizes.push_back(fill(ngettext("{1} name", "{1} names", static_cast<unsigned long>(hosts)),
                         {std::to_string(hosts)}));
  }
  if (const auto addresses = number_of(rule, "addresses"); addresses > 0) {
    sizes.push_back(
        fill(ngettext("{1} address", "{1} addresses", static_cast<unsigned long>(addresses)),
             {std::to_string(addresses)}));
  }
  if (sizes.empty()) return fill(_("held by {1}"), {layers});
  return fill(_("held by {1} ({2})"), {layers, listed(sizes)});
}

// With scope profile only browsers can tell the person's pages from the rest.
std::string scope_of(const boost::json::object& rule) {
  const boost::json::array& held = list_of(rule, "browsers");
  const boost::json::array& others = list_of(rule, "other_browsers");
  std::string text = held.empty() ? std::string(_("no browser here holds it"))
                                  : fill(_("in {1}"), {names_in(held)});
  if (is_true(rule, "others_off")) {
    return text + "; " + _("every other program is kept off the whole service");
  }
  text += std::string("; ") + (others.empty() ? std::string(_("other programs are not held back"))
                                              : fill(_("{1} and other programs are not held back"),
                                                     {names_in(others)}));
  return text;
}

void show(const boost::json::object& rule, Context& context) {
  Output& out = context.out;
  const bool is_held = !list_of(rule, "held_by").empty();
  std::string target = out.styled(Style::kStrong, about(text_of(rule, "key")));
  if (text_of(rule, "kind") == "profile" && text_of(rule, "scope") == "profile") {
    target += std::string(", ") + _("that profile only");
  }
  out.paragraph(out.sign(is_held ? Sign::kHolds : Sign::kBroken) + " " + target + ", " +
                    end_of(rule, context),
                0, 2);
  out.paragraph(holders_of(rule), 2);
  if (text_of(rule, "scope") == "profile") out.paragraph(scope_of(rule), 2);
  if (const auto open = parse_time(text_of(rule, "open_until"))) {
    out.paragraph(
        fill(_("open now for necessary contact, closes {1}"), {moment_words(*open, context.now())}),
        2);
  }
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("ListRules");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
    return ExitCode::kDone;
  }
  const auto& rules = list_of(*reply, "rules");
  for (const auto& rule : rules) show(as_object(rule), context);
  if (rules.empty()) {
    context.out.paragraph(_("No rules yet. The first: holdfast block LINK-TO-THEIR-PROFILE"));
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kRules = {"rules", "", N_("every rule, with its end and its layers"), kHelp, kOptions,
                        {},      run};

}  // namespace holdfast::cli
