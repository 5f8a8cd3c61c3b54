#include "platform/mail/verdict.h"

#include <array>
#include <utility>

namespace holdfast::platform {
namespace {

constexpr std::array<std::pair<MailVerdict::Kind, std::string_view>, 5> kWords{{
    {MailVerdict::Kind::kSent, "sent"},
    {MailVerdict::Kind::kLater, "later"},
    {MailVerdict::Kind::kRefused, "refused"},
    {MailVerdict::Kind::kMisconfigured, "misconfigured"},
    {MailVerdict::Kind::kUnsure, "unsure"},
}};

}  // namespace

std::string_view word_of(MailVerdict::Kind kind) {
  for (const auto& [known, word] : kWords) {
    if (known == kind) return word;
  }
  return "unsure";
}

std::optional<MailVerdict::Kind> verdict_kind(std::string_view word) {
  for (const auto& [kind, known] : kWords) {
    if (known == word) return kind;
  }
  return std::nullopt;
}

}  // namespace holdfast::platform
