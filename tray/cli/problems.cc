#include "tray/cli/problems.h"

#include "tray/cli/fields.h"

namespace holdfast::cli {

void show_problems(std::string_view file, const boost::json::array& problems, Context& context) {
  for (const auto& element : problems) {
    const auto& problem = as_object(element);
    std::string text = clean(file) + ":" + std::to_string(number_of(problem, "line")) + ":" +
                       std::to_string(number_of(problem, "column")) + ": " +
                       text_of(problem, "what");
    if (const auto hint = text_of(problem, "hint"); !hint.empty()) text += "; " + hint;
    context.out.paragraph(text, 0, 4);
  }
}

}  // namespace holdfast::cli
