#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr std::string_view kHelp =
    "Shows every rule: what it keeps out of reach, until when, and which layers hold it now.";

std::string end_of(const boost::json::object& rule, Context& context) {
  const auto ends = parse_time(text_of(rule, "ends"));
  return ends ? "until " + moment_words(*ends, context.now()) : "no end";
}

std::string holders_of(const boost::json::object& rule) {
  const std::string layers = joined(list_of(rule, "held_by"));
  if (layers.empty()) return "held by no layer now; see: holdfast doctor";
  std::string text = "held by " + layers;
  std::vector<std::string> sizes;
  if (const auto hosts = number_of(rule, "hosts"); hosts > 0) {
    sizes.push_back(counted(hosts, "name"));
  }
  if (const auto addresses = number_of(rule, "addresses"); addresses > 0) {
    sizes.push_back(counted(addresses, "address", "addresses"));
  }
  return sizes.empty() ? text : text + " (" + listed(sizes) + ")";
}

void show(const boost::json::object& rule, Context& context) {
  Output& out = context.out;
  const bool is_held = !list_of(rule, "held_by").empty();
  std::string target = out.styled(Style::kStrong, about(text_of(rule, "key")));
  if (text_of(rule, "kind") == "profile" && text_of(rule, "scope") == "profile") {
    target += ", that profile only";
  }
  out.paragraph(out.sign(is_held ? Sign::kHolds : Sign::kBroken) + " " + target + ", " +
                    end_of(rule, context),
                0, 2);
  out.paragraph(holders_of(rule), 2);
  if (const auto open = parse_time(text_of(rule, "open_until"))) {
    out.paragraph("open now for necessary contact, closes " + moment_words(*open, context.now()),
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
    context.out.paragraph("No rules yet. The first: holdfast block LINK-TO-THEIR-PROFILE");
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kRules = {"rules", "", "every rule, with its end and its layers", kHelp, kOptions,
                        {},      run};

}  // namespace holdfast::cli
