#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"format", "WORD",
     N_("json (all that is known about you), hosts, dnsmasq, unbound, rpz or adguard")}};

constexpr const char* kHelp =
    N_("Prints everything that Holdfast knows about you, or the names it blocks in the form that "
       "another program reads.\n\n"
       "  holdfast export > holdfast.json\n"
       "  holdfast export --format unbound > holdfast.conf");

ExitCode run(const Arguments& arguments, Context& context) {
  const std::string format = arguments.value("format").value_or("json");
  const auto end =
      context.daemon.follow("Export", {{"format", format}}, [&](const boost::json::object& reply) {
        const boost::json::value* text = reply.if_contains("text");
        if (text != nullptr && text->is_string()) {
          context.out.raw(std::string_view(text->get_string()));
        }
        return context.out.is_whole();
      });
  return end ? ExitCode::kDone : context.fail(end.error(), arguments);
}

}  // namespace

const Command kExport = {
    "export", "", N_("everything that is known, or the names for another program"), kHelp, kOptions,
    {},       run};

}  // namespace holdfast::cli
