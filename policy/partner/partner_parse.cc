#include "policy/partner/partner_parse.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "policy/mail_address.h"
#include "policy/partner/partner_print.h"
#include "policy/written_time.h"

namespace holdfast {
namespace {

constexpr std::size_t kMaxName = 100;

/// What follows `summary`: `weekly DAY HH:MM` or `none`.
bool parse_summary(WordReader& words, PartnerSetting& partner) {
  constexpr std::array<std::string_view, 2> kOptions = {"weekly", "none"};
  const Word* word = words.need("`weekly`");
  if (word == nullptr) return false;
  if (word->text == "none") return true;
  if (word->text != "weekly") {
    words.refuse_unknown(*word, kOptions);
    return false;
  }
  const Word* day_word = words.need(marked("the day"));
  if (day_word == nullptr) return false;
  const auto day = words.take(*day_word, parse_weekday(day_word->text));
  if (!day) return false;
  const Word* time_word = words.need(marked("the time of day"));
  if (time_word == nullptr) return false;
  const auto time = words.take(*time_word, parse_time_of_day(time_word->text));
  if (!time) return false;
  partner.summary = WeeklyTime{*day, *time};
  return true;
}

/// What follows `alerts`: kinds with commas between them, or `none`.
bool parse_alerts(WordReader& words, PartnerSetting& partner) {
  constexpr std::array<std::string_view, 5> kOptions = {"slip", "tampering", "unobserved",
                                                        "loosening", "none"};
  const Word* word = words.need(marked("what is told at once"));
  if (word == nullptr) return false;
  partner.alerts.clear();
  if (word->text == "none") return true;
  std::string_view rest = word->text;
  for (;;) {
    const std::size_t comma = rest.find(',');
    const std::string_view one = rest.substr(0, comma);
    const auto kind = alert_kind(one);
    if (!kind) {
      words.refuse_unknown({.text = std::string(one), .begin = word->begin}, kOptions);
      return false;
    }
    partner.alerts.insert(*kind);
    if (comma == std::string_view::npos) return true;
    rest.remove_prefix(comma + 1);
  }
}

bool parse_name(WordReader& words, PartnerSetting& partner) {
  const Word* name = words.need_text(marked("the name"), kMaxName);
  if (name == nullptr) return false;
  partner.name = name->text;
  return true;
}

bool parse_share(WordReader& words, PartnerSetting& partner) {
  partner.shares_slips = true;
  return words.need_keyword("slips") != nullptr;
}

struct Option {
  std::string_view word;
  bool (*parse)(WordReader&, PartnerSetting&);
};
constexpr std::array<Option, 4> kAllOptions = {{{"name", parse_name},
                                                {"summary", parse_summary},
                                                {"alerts", parse_alerts},
                                                {"share", parse_share}}};

}  // namespace

std::optional<Statement> parse_partner(WordReader& words) {
  constexpr std::array<std::string_view, kAllOptions.size()> kOptions = {"name", "summary",
                                                                         "alerts", "share"};
  const Word* mail_word = words.need(marked("the mail address"));
  if (mail_word == nullptr) return std::nullopt;
  const auto mail = words.take(*mail_word, parse_mail_address(mail_word->text));
  if (!mail) return std::nullopt;
  PartnerSetting partner;
  partner.mail = *mail;
  std::array<bool, kAllOptions.size()> given{};
  while (const Word* word = words.next()) {
    const auto option = std::find(kOptions.begin(), kOptions.end(), word->text);
    if (option == kOptions.end()) return words.refuse_unknown(*word, kOptions);
    const auto which = static_cast<std::size_t>(option - kOptions.begin());
    if (std::exchange(given.at(which), true)) {
      return words.refuse(*word, say("{1} is given twice", {in_quotes(word->text)}),
                          say("give it once"));
    }
    if (!kAllOptions.at(which).parse(words, partner)) return std::nullopt;
  }
  if (!given[0] && words.need("`name`") == nullptr) return std::nullopt;
  if (!given[1] && words.need("`summary`") == nullptr) return std::nullopt;
  return Statement(std::move(partner));
}

}  // namespace holdfast
