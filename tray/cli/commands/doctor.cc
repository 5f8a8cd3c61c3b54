#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/tries.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp =
    N_("Tries each layer for real and says what holds, what is weak, and what to do about it. The "
       "exit "
       "code is 1 when something is broken.");

Sign sign_for(const std::string& result) {
  if (result == "ok") return Sign::kHolds;
  if (result == "weak") return Sign::kWeak;
  return result == "broken" ? Sign::kBroken : Sign::kAbsent;
}

void show(const boost::json::object& check, Context& context) {
  Output& out = context.out;
  out.paragraph(out.sign(sign_for(text_of(check, "result"))) + " " +
                    out.styled(Style::kStrong, text_of(check, "name")) + ": " +
                    text_of(check, "text"),
                0, 2);
  if (const auto advice = text_of(check, "advice"); !advice.empty()) out.paragraph(advice, 4);
}

// The daemon reads back what each layer holds; whether that reaches a program, a program must try.
boost::json::array with_tries(const boost::json::object& reply) {
  boost::json::array checks = list_of(reply, "checks");
  const boost::json::array& names = list_of(reply, "names");
  if (names.empty()) return checks;
  const std::string sinkhole = text_of(reply, "sinkhole");
  for (auto& check : try_names(names, sinkhole)) checks.push_back(std::move(check));
  checks.push_back(try_visit(sinkhole));
  return checks;
}

ExitCode run(const Arguments& arguments, Context& context) {
  // Real attempts at every layer take their time.
  const auto reply = context.daemon.ask("Doctor", {}, std::chrono::minutes(3));
  if (!reply) return context.fail(reply.error(), arguments);
  const boost::json::array checks = with_tries(*reply);
  std::int64_t broken = 0;
  std::int64_t weak = 0;
  for (const auto& check : checks) {
    const std::string result = text_of(as_object(check), "result");
    broken += result == "broken" ? 1 : 0;
    weak += result == "weak" ? 1 : 0;
    if (!arguments.has("json")) show(as_object(check), context);
  }
  if (arguments.has("json")) {
    context.out.json({{"checks", checks}});
  } else {
    context.out.line();
    context.out.line(broken > 0 ? fill(ngettext("{1} thing broken.", "{1} things broken.",
                                                static_cast<unsigned long>(broken)),
                                       {std::to_string(broken)})
                     : weak > 0 ? fill(ngettext("It holds, with {1} weak place.",
                                                "It holds, with {1} weak places.",
                                                static_cast<unsigned long>(weak)),
                                       {std::to_string(weak)})
                                : _("Everything holds."));
  }
  return broken > 0 ? ExitCode::kNo : ExitCode::kDone;
}

}  // namespace

const Command kDoctor = {"doctor", "", N_("try every layer for real"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
