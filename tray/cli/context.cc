#include "tray/cli/context.h"

#include "tray/cli/arguments.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {

ExitCode Context::fail(const Trouble& trouble, const Arguments& arguments) {
  if (arguments.has("json") && !trouble.error.empty()) {
    out.json(boost::json::object{{"error", trouble.error}, {"parameters", trouble.detail}});
  }
  std::string text = trouble.text;
  if (const auto until = parse_time(text_of(trouble.detail, "until"))) {
    text = fill(_("{1} (until {2})"), {text, moment_words(*until, now())});
  }
  out.complain(text);
  return trouble.code;
}

ExitCode Context::misuse(std::string_view text) {
  out.complain(text);
  return ExitCode::kUsage;
}

}  // namespace holdfast::cli
