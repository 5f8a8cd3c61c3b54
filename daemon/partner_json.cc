#include "daemon/partner_json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <string>

#include "daemon/api_json.h"
#include "daemon/rfc3339.h"
#include "policy/partner/invitation.h"
#include "policy/partner/partner_print.h"
#include "policy/partner/summary_time.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

// A letter that waits for longer is worth a word.
constexpr std::chrono::hours kLongWait{24};

Wall wall_of(Elapsed at, Moment now) { return now.wall + (at - now.elapsed); }

/// Nobody is invited by a letter that has not gone, or was refused.
Consent consent_as_seen(const PartnerState& partner) {
  if (partner.consent != Consent::kInvited) return partner.consent;
  return partner.invitations > 1 || invitation_went(partner) ? Consent::kInvited : Consent::kNone;
}

/// The newest letter of its kind says how it is with that kind.
bool is_newest(const Letter& letter, const std::map<std::int64_t, Letter>& letters) {
  return std::none_of(letters.upper_bound(letter.id), letters.end(),
                      [&](const auto& entry) { return entry.second.kind == letter.kind; });
}

Phrase trouble_of(const Letter& letter, Moment now) {
  if (letter.stage == LetterStage::kRefused) {
    return say("a mail to your friend was refused: {1}", {letter.answer});
  }
  if (letter.stage == LetterStage::kUnsure) {
    return say("a mail to your friend may be lost: {1}", {letter.answer});
  }
  if (!is_open(letter)) return "";
  const bool cannot_be_written = letter.stage == LetterStage::kWriting && !letter.answer.empty();
  if (letter.needs_account || cannot_be_written) {
    return say("no mail can go: {1}", {letter.answer});
  }
  const bool waits_long = letter.made.elapsed + kLongWait <= now.elapsed;
  return waits_long && !letter.answer.empty()
             ? say("a mail has been waiting for more than a day: {1}", {letter.answer})
             : Phrase();
}

}  // namespace

json::object letter_json(const Letter& letter, Moment now) {
  json::object object{{"id", letter.id},
                      {"kind", word(letter.kind)},
                      {"made", to_rfc3339(letter.made.wall)},
                      {"state", word(letter.stage)},
                      {"tries", letter.tries}};
  put(object, "answer", letter.answer);
  if (letter.next_try) object["next_try"] = to_rfc3339(wall_of(*letter.next_try, now));
  return object;
}

json::object account_json(const platform::MailAccount& account) {
  return {{"sender", account.from},
          {"name", account.name},
          {"server", account.server},
          {"user", account.user},
          {"sendmail", account.sendmail.string()}};
}

platform::MailAccount account_in(const json::object& in) {
  platform::MailAccount account;
  account.from = text_in(in, "sender");
  account.name = text_in(in, "name");
  account.server = text_in(in, "server");
  account.user = text_in(in, "user");
  account.sendmail = text_in(in, "sendmail");
  return account;
}

json::object partner_json(const State& state, Moment now,
                          const Result<platform::MailAccount>& account) {
  const PartnerState& partner = state.partner;
  json::array alerts;
  json::array letters;
  for (const auto& [id, letter] : partner.letters) letters.push_back(letter_json(letter, now));
  json::object answer{{"mail", partner.mail},
                      {"name", partner.name},
                      {"consent", word(consent_as_seen(partner))},
                      {"shares_slips", false}};
  if (const auto& setting = state.policy.partner) {
    for (const AlertKind kind : setting->alerts) alerts.emplace_back(word(kind));
    answer["shares_slips"] = setting->shares_slips;
    if (setting->summary && partner.consent == Consent::kAgreed) {
      answer["next_summary"] = to_rfc3339(
          next_summary(*setting->summary, partner.told_until, now.wall, state.zone.current));
    }
  }
  if (const auto from = invite_chance(partner, now).from) answer["invite_from"] = to_rfc3339(*from);
  if (partner.key) answer["key_counts_from"] = to_rfc3339(wall_of(partner.key->counts_from, now));
  if (partner.pass_until && now.elapsed < *partner.pass_until) {
    answer["pass_until"] = to_rfc3339(wall_of(*partner.pass_until, now));
  }
  answer["alerts"] = std::move(alerts);
  answer["letters"] = std::move(letters);
  if (account) answer["account"] = account_json(*account);
  put(answer, "account_problem", account ? Phrase() : account.error().text);
  return answer;
}

std::vector<Phrase> letter_troubles(const State& state, Moment now) {
  std::vector<Phrase> troubles;
  const auto& letters = state.partner.letters;
  for (const auto& [id, letter] : letters) {
    if (letter.kind == LetterKind::kTest || !is_newest(letter, letters)) continue;
    if (Phrase trouble = trouble_of(letter, now); !trouble.empty()) {
      troubles.push_back(std::move(trouble));
    }
  }
  return troubles;
}

}  // namespace holdfast::daemon
