#include "tray/cli/prompt.h"

#include <istream>

namespace holdfast::cli {

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
    const auto answer = ask_line(std::string(question) + " [y/n]", context);
    if (!answer) return std::nullopt;
    if (*answer == "y" || *answer == "yes" || *answer == "Y") return YesNo::kYes;
    if (*answer == "n" || *answer == "no" || *answer == "N") return YesNo::kNo;
  }
}

}  // namespace holdfast::cli
