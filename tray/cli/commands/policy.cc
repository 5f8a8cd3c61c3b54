#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

#include "platform/ipc/utf8.h"
#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/problems.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "show prints the policy as it stands. check says whether a file would be taken, and where it "
    "is "
    "wrong. apply proposes the file as the whole policy: what blocks more holds at once, what "
    "blocks "
    "less waits. A FILE of - is the standard input.\n\n"
    "  holdfast policy show > my.rules\n"
    "  holdfast policy check my.rules\n"
    "  holdfast policy apply my.rules");

std::optional<std::string> read_file(const std::string& path, Context& context) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(context.environment.in), {});
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  // Not through the bare iterators: those throw when a folder, which opens, is read. An empty file
  // puts nothing into the text, which the stream counts as a failure; that one is good.
  if (!file.is_open()) return std::nullopt;
  text << file.rdbuf();
  return file.bad() || std::filesystem::is_directory(path) ? std::nullopt
                                                           : std::optional(text.str());
}

ExitCode show(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("GetPolicy");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.raw(text_of(*reply, "text"));
  }
  return ExitCode::kDone;
}

ExitCode check(const std::string& path, const std::string& text, const Arguments& arguments,
               Context& context) {
  const auto reply = context.daemon.ask("CheckPolicy", {{"text", text}});
  if (!reply) return context.fail(reply.error(), arguments);
  const auto& problems = list_of(*reply, "problems");
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else if (problems.empty()) {
    context.out.paragraph(fill(_("{1}: good"), {clean(path)}));
  } else {
    show_problems(path, problems, context);
  }
  return problems.empty() ? ExitCode::kDone : ExitCode::kNo;
}

ExitCode apply(const std::string& path, const std::string& text, const Arguments& arguments,
               Context& context) {
  const auto reply = context.daemon.ask("ApplyPolicy", {{"text", text}});
  const bool is_wrong = !reply && !list_of(reply.error().detail, "problems").empty();
  if (!is_wrong || arguments.has("json")) return report_edit(reply, arguments, context);
  show_problems(path, list_of(reply.error().detail, "problems"), context);
  context.out.complain(_("nothing of it was taken; what held goes on holding"));
  return ExitCode::kNo;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  if (words[0] == "show" && words.size() == 1) return show(arguments, context);
  const bool takes_file = words[0] == "check" || words[0] == "apply";
  if (!takes_file || words.size() != 2) {
    return context.misuse(_("write: holdfast policy show, policy check FILE or policy apply FILE"));
  }
  const auto text = read_file(words[1], context);
  if (!text) {
    context.out.complain(
        fill(_("cannot read {1}; is it there, and may you read it?"), {clean(words[1])}));
    return ExitCode::kNo;
  }
  if (!ipc::is_utf8(*text)) {
    context.out.complain(fill(_("{1} is not UTF-8; save it so, and try again"), {clean(words[1])}));
    return ExitCode::kNo;
  }
  return words[0] == "check" ? check(words[1], *text, arguments, context)
                             : apply(words[1], *text, arguments, context);
}

}  // namespace

const Command kPolicy = {
    "policy",
    "show | check FILE | apply FILE",
    N_("the whole policy as a file"),
    kHelp,
    kOptions,
    {1, 2},
    run,
};

}  // namespace holdfast::cli
