#include "tray/applet/action.h"

#include <algorithm>
#include <array>

namespace holdfast::applet {
namespace {

constexpr std::array<std::string_view, 9> kWords = {
    "let_it_pass", "breathe", "ground", "move", "soothe", "call", "plan", "note", "reach_out"};

}  // namespace

std::string_view word(Help help) { return kWords.at(static_cast<std::size_t>(help)); }

std::optional<Help> help_from(std::string_view word) {
  const auto found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<Help>(found - kWords.begin());
}

}  // namespace holdfast::applet
