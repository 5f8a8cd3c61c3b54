#include <optional>
#include <string>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/input_file.h"
#include "tray/cli/kept_mail.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"since-summary", "FILE",
     N_("a summary that was kept, the mail or its text; - is the standard input")},
    kJsonOption,
};
constexpr std::size_t kLongestMail = 4 * 1024 * 1024;

constexpr const char* kHelp = N_(
    "Says whether the record of what happened is whole. Every entry is tied to the one before it, "
    "and each summary carries a mark of how far the record went. With a kept summary it also says "
    "whether the record of today goes on from that one. The exit code is 0 when it is whole, and 1 "
    "when it was changed or is another.\n\n"
    "  holdfast verify\n"
    "  holdfast verify --since-summary summary.eml");

Sign sign_for(const std::string& result) {
  return result == "whole" ? Sign::kHolds : Sign::kBroken;
}

ExitCode run(const Arguments& arguments, Context& context) {
  boost::json::object parameters;
  if (const auto path = arguments.value("since-summary")) {
    const auto mail = read_input(*path, kLongestMail, context);
    if (!mail) {
      context.out.complain(mail.error().text);
      return ExitCode::kNo;
    }
    const auto mark = find_record_mark(*mail);
    if (!mark) {
      context.out.complain(
          fill(_("there is no mark of the record in {1}; it looks like 61:7f3a-9c21-e011-83ab, and "
                 "stands in each summary"),
               {clean(*path)}));
      return ExitCode::kNo;
    }
    parameters["mark"] = *mark;
  }
  const auto reply = context.daemon.ask("VerifyRecord", std::move(parameters));
  if (!reply) return context.fail(reply.error(), arguments);
  const std::string result = text_of(*reply, "result");
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    Output& out = context.out;
    out.paragraph(out.sign(sign_for(result)) + " " + text_of(*reply, "text"), 0, 2);
    out.paragraph(fill(_("Its mark is now {1}"), {text_of(*reply, "mark")}), 2);
  }
  return result == "whole" ? ExitCode::kDone : ExitCode::kNo;
}

}  // namespace

const Command kVerify = {
    "verify", "", N_("whether the record of what happened is whole"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
