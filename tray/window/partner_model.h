#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdfast::window {

/// What the person says of a friend who shall be the partner.
struct PartnerDraft {
  std::string name;
  std::string mail;
  unsigned weekday = 0;  ///< 0 is Sunday
  std::string time;
};

/// Whether it looks like one; the daemon knows better, and says so.
bool is_mail_address(std::string_view text);

/// `18:00` of `18:00`, `18`, `8.30`; nothing for what is no time of day.
std::optional<std::string> time_of_day(const std::string& typed);

/// What is missing, in a sentence; empty when all is said.
std::string missing(const PartnerDraft& draft);

/// The line of the policy; nothing as long as something is missing.
std::optional<std::string> partner_statement(const PartnerDraft& draft);

}  // namespace holdfast::window
