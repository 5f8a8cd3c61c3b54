#include "tray/window/partner_model.h"

#include <array>
#include <charconv>

#include "tray/cli/statement.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

constexpr std::array kDays = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

// Of one or two digits, and nothing else.
std::optional<unsigned> number_in(std::string_view text) {
  unsigned number = 0;
  const auto end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || text.size() > 2 || read != end || error != std::errc{}) return std::nullopt;
  return number;
}

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find_first_of(" \t\r\n<>,;\"") == std::string_view::npos;
}

std::optional<std::string> time_of_day(const std::string& typed) {
  const std::string_view text = typed;
  const auto mark = text.find_first_of(":.");
  const auto hour = number_in(text.substr(0, mark));
  const auto minute = mark == std::string_view::npos ? std::optional(0U)
                      : text.size() - mark == 3      ? number_in(text.substr(mark + 1))
                                                     : std::nullopt;
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return two_digits(*hour) + ":" + two_digits(*minute);
}

std::string missing(const PartnerDraft& draft) {
  if (draft.name.empty()) return _("What do you call this friend?");
  if (!is_mail_address(draft.mail)) {
    return _("That is no mail address; one looks like friend@example.org.");
  }
  if (!time_of_day(draft.time)) return _("Write the time of day like 18:00.");
  if (!partner_statement(draft)) return _("Write the name on one line.");
  return {};
}

std::optional<std::string> partner_statement(const PartnerDraft& draft) {
  const auto time = time_of_day(draft.time);
  if (draft.name.empty() || !is_mail_address(draft.mail) || !time) return std::nullopt;
  auto line = cli::to_statement("partner", {draft.mail, "name", draft.name, "summary", "weekly",
                                            kDays.at(draft.weekday % kDays.size()), *time});
  return line;
}

}  // namespace holdfast::window
