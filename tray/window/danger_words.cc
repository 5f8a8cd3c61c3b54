#include "tray/window/danger_words.h"

#include <glib.h>

#include <algorithm>
#include <array>
#include <string>

namespace holdfast::window {
namespace {

// In every language at once: who is in need does not always write in that of the computer.
constexpr std::array kDanger = {
    "suicid", "kill myself", "killing myself", "end my life", "want to die", "wanna die",
    "hurt myself", "harm myself", "cut myself", "end it all", "better off without me",
    "reason to live", "kill her", "kill him", "kill them",
    // German
    "suizid", "selbstmord", "umbring", "nicht mehr leben", "will sterben", "sterben will",
    "mich um", "lieber tot", "mir etwas an", "mir was an", "leben nehmen", "ritzen",
    // Spanish
    "matarme", "quitarme la vida", "quiero morir", "morirme", "no quiero vivir", "seguir viviendo",
    "hacerme daño", "cortarme", "matarl"};

std::string folded(std::string_view text) {
  g_autofree char* even =
      g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_ALL_COMPOSE);
  if (even == nullptr) return {};
  g_autofree char* low = g_utf8_casefold(even, -1);
  return low;
}

}  // namespace

bool speaks_of_danger(std::string_view typed) {
  const std::string words = folded(typed);
  return std::any_of(kDanger.begin(), kDanger.end(),
                     [&](const char* one) { return words.find(folded(one)) != std::string::npos; });
}

}  // namespace holdfast::window
