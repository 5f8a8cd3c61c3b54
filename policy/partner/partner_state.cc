#include "policy/partner/partner_state.h"

#include <array>
#include <utility>

namespace holdfast {
namespace {

constexpr std::array<std::pair<Consent, std::string_view>, 4> kWords = {
    {{Consent::kNone, "none"},
     {Consent::kInvited, "invited"},
     {Consent::kAgreed, "agreed"},
     {Consent::kStopped, "stopped"}}};

}  // namespace

std::string_view word(Consent consent) {
  for (const auto& [one, text] : kWords) {
    if (one == consent) return text;
  }
  return "";
}

std::optional<Consent> consent_of(std::string_view word) {
  for (const auto& [consent, text] : kWords) {
    if (text == word) return consent;
  }
  return std::nullopt;
}

}  // namespace holdfast
