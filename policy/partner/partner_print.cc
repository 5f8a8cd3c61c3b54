#include "policy/partner/partner_print.h"

#include <array>
#include <utility>

#include "policy/rules_lexer.h"
#include "policy/written_time.h"

namespace holdfast {
namespace {

constexpr std::array<std::pair<AlertKind, std::string_view>, 4> kWords = {
    {{AlertKind::kSlip, "slip"},
     {AlertKind::kTampering, "tampering"},
     {AlertKind::kUnobserved, "unobserved"},
     {AlertKind::kLoosening, "loosening"}}};

std::string alerts_text(const AlertKinds& alerts) {
  std::string text;
  for (const AlertKind kind : alerts) {
    if (!text.empty()) text += ',';
    text += word(kind);
  }
  return text.empty() ? "none" : text;
}

}  // namespace

std::string_view word(AlertKind kind) {
  for (const auto& [one, text] : kWords) {
    if (one == kind) return text;
  }
  return "";
}

std::optional<AlertKind> alert_kind(std::string_view word) {
  for (const auto& [kind, text] : kWords) {
    if (text == word) return kind;
  }
  return std::nullopt;
}

std::string partner_text(const PartnerSetting& partner) {
  std::string text = "partner " + partner.mail + " name " + quoted_text(partner.name) + " summary ";
  text += partner.summary ? "weekly " + weekday_text(partner.summary->day) + " " +
                                time_of_day_text(partner.summary->at)
                          : "none";
  if (partner.alerts != kDefaultAlerts) text += " alerts " + alerts_text(partner.alerts);
  if (partner.shares_slips) text += " share slips";
  return text;
}

}  // namespace holdfast
