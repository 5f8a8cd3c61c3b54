#include "tray/window/setup_model.h"

#include <algorithm>
#include <cctype>

#include "tray/cli/statement.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/partner_model.h"

namespace holdfast::window {
namespace {

// E.164 allows 15 digits; shorter than 7 no country has a full number.
constexpr std::size_t kMinDigits = 7;
constexpr std::size_t kMaxDigits = 15;

std::string missing_friend(const SetupDraft& draft) {
  const bool has_way = !draft.friend_number.empty() || !draft.friend_mail.empty();
  if (draft.friend_name.empty() && !has_way) return {};  // it may be skipped
  if (draft.friend_name.empty()) return _("What do you call this friend?");
  if (!has_way) return _("A number or a mail address, so that they can be reached.");
  if (!draft.friend_number.empty() && !tel_target(draft.friend_number)) {
    return _("Write the number with its country's code, such as +44 20 7946 0000.");
  }
  if (!draft.friend_mail.empty()) {
    if (!is_mail_address(draft.friend_mail)) {
      return _("That is no mail address; one looks like friend@example.org.");
    }
  }
  return {};
}

void add_statement(std::vector<std::string>& lines, std::string_view keyword,
                   const std::vector<std::string>& words) {
  if (auto line = cli::to_statement(keyword, words)) lines.push_back(*std::move(line));
}

}  // namespace

std::string missing(const SetupDraft& draft, SetupStep step) {
  switch (step) {
    case SetupStep::kLink:
      if (!block_statement(draft.link, draft.scope, RuleEnd::kNone, "")) {
        return _("Paste the address of the profile: open it, and copy what stands in the bar.");
      }
      return {};
    case SetupStep::kScope:
      if (draft.end == RuleEnd::kDate && !parse_date(draft.date)) {
        return _("Write the date as year, month, day: 2027-03-01.");
      }
      return {};
    case SetupStep::kFriend:
      return missing_friend(draft);
    case SetupStep::kPlan:
      if (!draft.plan.empty() && !cli::to_statement("plan", {draft.plan})) {
        return _("Write the plan on one line.");
      }
      return {};
    case SetupStep::kReview:
      return {};
  }
  return {};
}

std::vector<std::string> setup_statements(const SetupDraft& draft) {
  std::vector<std::string> lines;
  if (auto block = block_statement(draft.link, draft.scope, draft.end, draft.date)) {
    lines.push_back(*std::move(block));
  }
  if (const auto number = tel_target(draft.friend_number)) {
    add_statement(lines, "support", {"call", draft.friend_name, *number});
  }
  if (!draft.friend_mail.empty()) {
    add_statement(
        lines, "partner",
        {draft.friend_mail, "name", draft.friend_name, "summary", "weekly", "sun", "18:00"});
  }
  if (!draft.plan.empty()) add_statement(lines, "plan", {draft.plan});
  return lines;
}

std::optional<std::string> tel_target(const std::string& typed) {
  std::string digits;
  bool is_international = false;
  for (const char letter : typed) {
    if (std::isdigit(static_cast<unsigned char>(letter)) != 0) {
      digits += letter;
    } else if (letter == '+' && digits.empty() && !is_international) {
      is_international = true;
    } else if (std::string_view(" -./()").find(letter) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (!is_international && digits.starts_with("00")) {
    digits.erase(0, 2);
    is_international = true;
  }
  if (!is_international || digits.size() < kMinDigits || digits.size() > kMaxDigits) {
    return std::nullopt;
  }
  return "tel:+" + digits;
}

std::vector<std::string> plan_ideas() {
  return {_("If I open the laptop after ten, then I put on my shoes and walk"),
          _("If I want to look, then I breathe ten times first"),
          _("If I miss them, then I write to a friend")};
}

}  // namespace holdfast::window
