#include "tray/cli/help_words.h"

#include <algorithm>
#include <array>

#include "tray/cli/layout.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr std::array<HelpWords, 9> kAll = {{
    {"let_it_pass", N_("let it pass"), N_("nothing has to be done now; a few minutes are enough"),
     N_("letting it pass")},
    {"breathe", N_("breathe"), N_("out slowly, longer than in, for a minute"), N_("breathing")},
    {"ground", N_("5-4-3-2-1"),
     N_("five things you see, four you feel, three you hear, two you smell, one you taste"),
     N_("the five senses")},
    {"move", N_("move"), N_("stairs, a walk, one song"), N_("moving")},
    {"soothe", N_("soothe"), N_("something warm or heavy, a bath, calm music"),
     N_("something soothing")},
    {"call", N_("call"), "", N_("a friend")},
    {"plan", N_("your plan"), "", N_("your plan")},
    {"note", N_("unsent note"), N_("write it down for yourself; it stays on this computer"),
     N_("an unsent note")},
    {"reach_out", N_("reach out"), N_("if it has to be: holdfast reach-out"), N_("the checklist")},
}};

}  // namespace

const HelpWords* help_words(std::string_view word) {
  const auto found = std::find_if(kAll.begin(), kAll.end(),
                                  [&](const HelpWords& one) { return one.word == word; });
  return found == kAll.end() ? nullptr : &*found;
}

std::string all_help_words() {
  std::string text;
  for (const HelpWords& one : kAll) text += (text.empty() ? "" : ", ") + std::string(one.word);
  return text;
}

std::size_t help_column() {
  std::size_t width = 13;
  for (const HelpWords& one : kAll) width = column_of({_(one.name)}, width);
  return width;
}

boost::json::array always_there() { return {"let_it_pass", "breathe", "ground", "move", "soothe"}; }

}  // namespace holdfast::cli
