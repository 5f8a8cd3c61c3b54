#include "tray/cli/prompt.h"
#include "tray/i18n.h"

#include <algorithm>
#include <initializer_list>
#include <istream>

namespace holdfast::cli {

namespace {

// English is understood everywhere.
bool is_one_of(const std::string& answer, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), answer) != words.end();
}

}  // namespace

std::optional<std::string> ask_line(std::string_view question, Context& context) {
  const auto lines = wrapped(question, kWidth - 1);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) context.out.line(lines[i]);
  context.out.raw(lines.back() + " ");
  context.out.flush();
  std::string line;
  if (!std::getline(context.environment.in, line)) {
    context.out.line();
    return std::nullopt;
  }
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return std::string();
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

std::optional<YesNo> ask_yes_no(std::string_view question, Context& context) {
  while (true) {
    const auto answer = ask_line(std::string(question) + " " + _("[y/n]"), context);
    if (!answer) return std::nullopt;
    if (is_one_of(*answer, {"y", "Y", "yes", _("y"), _("yes")})) return YesNo::kYes;
    if (is_one_of(*answer, {"n", "N", "no", _("n"), _("no")})) return YesNo::kNo;
  }
}

}  // namespace holdfast::cli
