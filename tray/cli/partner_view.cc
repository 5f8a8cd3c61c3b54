#include "tray/cli/partner_view.h"

#include <algorithm>
#include <vector>

#include "tray/cli/fields.h"
#include "tray/cli/letter.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kLettersShown = 6;

std::size_t name_column() {
  return column_of({_("consent"), _("summary"), _("at once"), _("slips"), _("key"), _("opened"),
                    _("mail account")},
                   12);
}

void show_fact(std::string_view name, const std::string& text, Context& context) {
  context.out.entry(context.out.styled(Style::kFaint, name), name_column(), text);
}

bool is_ahead(const std::optional<std::chrono::sys_seconds>& at, Context& context) {
  return at && *at > context.now();
}

const char* consent_words(const std::string& consent) {
  if (consent == "agreed") return _("agreed");
  if (consent == "invited") return _("invited; nothing else is sent before they agree");
  if (consent == "stopped") return _("stopped; nothing is sent");
  return _("not asked yet; nothing is sent");
}

std::string alert_words(const std::string& word) {
  if (word == "slip") return _("slips");
  if (word == "tampering") return _("tampering");
  if (word == "unobserved") return _("long times unobserved");
  if (word == "loosening") return _("loosenings asked for");
  return word;
}

std::string alerts_words(const json::array& alerts) {
  std::vector<std::string> words;
  for (const auto& alert : alerts) words.push_back(alert_words(as_text(alert)));
  return words.empty() ? _("nothing") : listed(words);
}

void show_what_they_see(const json::object& partner, Context& context) {
  const auto next = parse_time(text_of(partner, "next_summary"));
  if (next) {
    show_fact(_("summary"), moment_words(*next, context.now()), context);
  } else if (text_of(partner, "consent") == "agreed") {
    show_fact(_("summary"), _("none is sent"), context);
  }
  show_fact(_("at once"), alerts_words(list_of(partner, "alerts")), context);
  show_fact(_("slips"),
            is_true(partner, "shares_slips")
                ? _("in the summary")
                : _("how often is not told; that the days begin anew can be seen"),
            context);
}

void show_key(const json::object& partner, Context& context) {
  const auto from = parse_time(text_of(partner, "key_counts_from"));
  const std::string text = !from ? _("none")
                           : is_ahead(from, context)
                               ? fill(_("counts from {1}"), {moment_words(*from, context.now())})
                               : _("they have one");
  show_fact(_("key"), text, context);
  if (const auto until = parse_time(text_of(partner, "pass_until")); is_ahead(until, context)) {
    show_fact(_("opened"),
              fill(_("for one loosening, until {1}"), {moment_words(*until, context.now())}),
              context);
  }
}

void show_account(const json::object& partner, Context& context) {
  const json::object& account = object_of(partner, "account");
  show_fact(_("mail account"), account.empty() ? _("no mail account yet") : account_words(account),
            context);
  if (const std::string problem = text_of(partner, "account_problem"); !problem.empty()) {
    context.out.entry("", name_column(), context.out.sign(Sign::kBroken) + " " + problem);
  }
}

// The newest first.
void show_letters(const json::array& letters, Context& context) {
  if (letters.empty()) return;
  std::vector<const json::object*> newest;
  for (const auto& letter : letters) newest.push_back(&as_object(letter));
  std::sort(newest.begin(), newest.end(), [](const json::object* one, const json::object* other) {
    return number_of(*one, "id") > number_of(*other, "id");
  });
  if (newest.size() > kLettersShown) newest.resize(kLettersShown);
  context.out.line();
  context.out.line(context.out.styled(Style::kStrong, _("Letters")));
  std::size_t column = 12;
  std::vector<std::string> times;
  for (const json::object* letter : newest) {
    const auto made = parse_time(text_of(*letter, "made"));
    times.push_back(made ? moment_words(*made, context.now()) : "?");
    column = column_of({times.back()}, column);
  }
  for (std::size_t i = 0; i < newest.size(); ++i) {
    context.out.entry(times[i], column,
                      letter_kind_words(text_of(*newest[i], "kind")) + ", " +
                          letter_state_words(*newest[i], context.now()));
  }
}

std::string invite_words(const json::object& partner, Context& context) {
  const auto from = parse_time(text_of(partner, "invite_from"));
  if (is_ahead(from, context)) {
    return fill(_("An invitation can go from {1} on: holdfast partner invite"),
                {moment_words(*from, context.now())});
  }
  return _("To ask them by mail: holdfast partner invite");
}

void show_next_step(const json::object& partner, Context& context) {
  const auto say = [&](const std::string& text) { context.out.paragraph(text); };
  const std::string consent = text_of(partner, "consent");
  if (object_of(partner, "account").empty()) {
    say(_("Next, say how letters go out, by your own mail account: holdfast partner account"));
  } else if (!text_of(partner, "account_problem").empty()) {
    say(_("Letters wait until that is mended: holdfast partner account"));
  } else if (consent == "invited") {
    say(_("Once they tell you the word in the invitation: holdfast partner agreed WORD"));
  } else if (consent != "agreed") {
    say(invite_words(partner, context));
  } else {
    say(_("What they will read: holdfast summary"));
    if (parse_time(text_of(partner, "key_counts_from"))) return;
    say(_("A key, with which they can open a lock for you: holdfast partner key"));
  }
}

}  // namespace

std::string friend_words(const json::object& partner) {
  const std::string name = text_of(partner, "name");
  return name.empty() ? text_of(partner, "mail") : name;
}

std::string account_words(const json::object& account) {
  const std::string server = text_of(account, "server");
  return fill(_("{1} by {2}"),
              {text_of(account, "sender"), server.empty() ? text_of(account, "sendmail") : server});
}

void show_partner(const json::object& partner, Context& context) {
  Output& out = context.out;
  const std::string mail = text_of(partner, "mail");
  if (mail.empty()) {
    out.paragraph(
        _("No partner is named. One trusted friend can see how it is going: holdfast partner "
          "--help"));
    return;
  }
  const std::string consent = text_of(partner, "consent");
  const std::string name = text_of(partner, "name");
  out.paragraph(out.sign(consent == "agreed" ? Sign::kHolds : Sign::kAbsent) + " " +
                    out.styled(Style::kStrong, friend_words(partner)) +
                    (name.empty() ? "" : " <" + mail + ">"),
                0, 2);
  out.line();
  show_fact(_("consent"), consent_words(consent), context);
  show_what_they_see(partner, context);
  show_key(partner, context);
  show_account(partner, context);
  show_letters(list_of(partner, "letters"), context);
  out.line();
  show_next_step(partner, context);
}

}  // namespace holdfast::cli
