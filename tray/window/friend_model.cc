#include "tray/window/friend_model.h"

#include <algorithm>
#include <cmath>

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::as_object;
using cli::as_text;
using cli::list_of;
using cli::number_of;
using cli::object_of;
using cli::text_of;

Consent consent_of(const std::string& word) {
  if (word == "invited") return Consent::kInvited;
  if (word == "agreed") return Consent::kAgreed;
  return word == "stopped" ? Consent::kStopped : Consent::kNone;
}

void say_consent(FriendView& view) {
  const auto with_name = [&](const char* words) { return fill(words, {view.name}); };
  switch (view.consent) {
    case Consent::kNone:
      view.tag = _("not asked yet");
      view.consent_words = with_name(_("{1} does not know of this yet, and nothing goes to them."));
      view.next_step =
          with_name(_("Next: an invitation. It says what {1} would see and what not, and how to "
                      "stop it. Nothing else goes before they said yes."));
      view.invite = with_name(_("Invite {1}"));
      return;
    case Consent::kInvited:
      view.tag = _("invited, waiting");
      view.consent_words = with_name(_("{1} was asked. There is no hurry, and a no is fine too."));
      view.next_step = with_name(
          _("Next: if {1} says yes, they tell you the word that stands in the invitation."));
      view.invite = _("Invite once more");
      return;
    case Consent::kAgreed:
      view.tag = _("said yes");
      view.consent_words = with_name(_("{1} said yes, and can stop it from any letter."));
      return;
    case Consent::kStopped:
      view.tag = _("stopped");
      view.consent_words =
          with_name(_("{1} asked for no more letters, and none goes. That is no word about you."));
      view.next_step = with_name(_("When you two have talked about it, you can ask again."));
      view.invite = _("Ask again");
      return;
  }
}

// Once the way is there: an account, and the wait between two invitations.
void say_what_is_in_the_way(const json::object& partner, std::chrono::sys_seconds now,
                            FriendView& view) {
  const bool has_account = !object_of(partner, "account").empty();
  view.needs_account = !has_account || !text_of(partner, "account_problem").empty();
  if (view.invite.empty()) return;
  if (view.needs_account && view.consent == Consent::kNone) {
    view.next_step = fill(_("Next: a mail account of yours, so that the invitation can go. After "
                            "that you can invite {1}."),
                          {view.name});
  }
  const auto from = cli::parse_time(text_of(partner, "invite_from"));
  if (from && *from > now) {
    view.next_step += (view.next_step.empty() ? "" : " ") +
                      fill(view.consent == Consent::kInvited ? _("It can be sent again from {1}.")
                                                             : _("An invitation can go from {1}."),
                           {cli::moment_words(*from, now)});
    view.invite.clear();
  }
  if (view.needs_account) view.invite.clear();
}

std::string summary_words(const json::object& partner, std::chrono::sys_seconds now,
                          const FriendView& view) {
  if (view.consent == Consent::kStopped) return _("None goes.");
  if (view.consent != Consent::kAgreed) {
    return fill(_("One a week, once {1} has said yes. You can look at it now."), {view.name});
  }
  const auto next = cli::parse_time(text_of(partner, "next_summary"));
  if (!next) return _("None is due.");
  if (view.needs_account) {
    return _("No letter can go as it is: see the mail account below.");
  }
  if (*next <= now) return _("It goes as soon as it can.");
  return fill(_("It goes {1}."), {cli::moment_words(*next, now)});
}

std::string alert_words(const std::string& word) {
  if (word == "slip") return _("you told Holdfast of a slip");
  if (word == "tampering") return _("something was changed from outside, and nobody explained it");
  if (word == "unobserved") return _("Holdfast did not watch for six hours of use");
  if (word == "loosening") return _("you asked for a loosening");
  return {};
}

std::string kind_words(const std::string& kind) {
  if (kind == "test") return _("Test, to yourself");
  if (kind == "invitation") return _("Invitation");
  if (kind == "summary") return _("Summary");
  if (kind == "alert") return _("Word at once");
  if (kind == "farewell") return _("Farewell");
  return kind;
}

std::string state_words(const json::object& letter, std::chrono::sys_seconds now) {
  const std::string state = text_of(letter, "state");
  if (state == "writing") return _("being written");
  if (state == "sending") return _("on its way");
  if (state == "sent") return _("sent");
  if (state == "refused") return _("refused");
  if (state == "unsure") return _("it may have gone, and is not sent twice");
  if (state == "withdrawn") return _("not sent: it was no longer needed");
  const auto next = cli::parse_time(text_of(letter, "next_try"));
  if (!next || *next <= now) return _("waits to go");
  return number_of(letter, "tries") == 0
             ? fill(_("goes {1}"), {cli::moment_words(*next, now)})
             : fill(_("waits; the next try is {1}"), {cli::moment_words(*next, now)});
}

bool is_trouble(const json::object& letter) {
  const std::string state = text_of(letter, "state");
  return state == "refused" || state == "unsure";
}

// Of a letter that went well the account's answer says nothing to the person.
bool has_more_to_say(const json::object& letter) {
  return is_trouble(letter) ||
         (text_of(letter, "state") == "waiting" && number_of(letter, "tries") > 0);
}

LetterRow letter_row(const json::object& letter, std::chrono::sys_seconds now) {
  LetterRow row;
  row.title = kind_words(text_of(letter, "kind"));
  if (const auto made = cli::parse_time(text_of(letter, "made"))) {
    row.title = fill(_("{1}, {2}"), {row.title, cli::moment_words(*made, now)});
  }
  row.state = state_words(letter, now);
  row.is_trouble = is_trouble(letter);
  if (has_more_to_say(letter)) row.answer = text_of(letter, "answer");
  return row;
}

// The newest first.
std::vector<json::object> letters_of(const Snapshot& snapshot) {
  std::vector<json::object> letters;
  for (const json::value& one : list_of(snapshot.partner, "letters")) {
    letters.push_back(as_object(one));
  }
  std::stable_sort(letters.begin(), letters.end(),
                   [](const json::object& a, const json::object& b) {
                     return number_of(a, "id") > number_of(b, "id");
                   });
  return letters;
}

// What was missing is never rounded away.
std::string percent_words(std::int64_t part, std::int64_t whole) {
  const long tenths = std::lround(1000.0 * static_cast<double>(part) / static_cast<double>(whole));
  const long number = part < whole ? std::min(tenths, 999L) : tenths;
  return std::to_string(number / 10) + "." + std::to_string(number % 10);
}

}  // namespace

FriendView friend_view(const Snapshot& snapshot) {
  FriendView view;
  const json::object& partner = snapshot.partner;
  view.is_told = !partner.empty();
  view.mail = text_of(partner, "mail");
  view.name = text_of(partner, "name");
  view.is_named = !view.mail.empty();
  if (!view.is_named) return view;
  if (view.name.empty()) view.name = view.mail;
  view.consent = consent_of(text_of(partner, "consent"));
  say_consent(view);
  say_what_is_in_the_way(partner, snapshot.now, view);
  view.summary = summary_words(partner, snapshot.now, view);
  for (const json::value& one : list_of(partner, "alerts")) {
    if (std::string words = alert_words(as_text(one)); !words.empty()) {
      view.told_at_once.push_back(std::move(words));
    }
  }
  view.slips = cli::is_true(partner, "shares_slips")
                   ? _("How often you slipped is in the summary, as you chose.")
                   : _("How often you slipped is not told. But the days begin anew with a slip, "
                       "and that can "
                       "be seen.");
  return view;
}

std::string coverage_words(const Snapshot& snapshot) {
  const json::object& coverage = object_of(snapshot.status, "coverage");
  const auto verified = number_of(coverage, "verified");
  const auto weakened = number_of(coverage, "weakened");
  const auto not_running = number_of(coverage, "not_running");
  const auto on = verified + weakened + not_running;
  if (on <= 0) return {};
  if (weakened + not_running < 60) return _("Verified all the time the computer was on.");
  std::string rest;
  const auto append = [&](const char* words, std::int64_t seconds) {
    if (seconds < 60) return;
    const std::string one = fill(words, {cli::length_words(std::chrono::seconds(seconds))});
    rest = rest.empty() ? one : fill(_("{1}, {2}"), {rest, one});
  };
  append(_("{1} weakened"), weakened);
  append(_("{1} not running"), not_running);
  const std::string share = percent_words(verified, on);
  return rest.empty()
             ? fill(_("Verified {1} % of the time the computer was on."), {share})
             : fill(_("Verified {1} % of the time the computer was on; {2}."), {share, rest});
}

std::vector<LetterRow> letter_rows(const Snapshot& snapshot) {
  constexpr std::size_t kShown = 6;
  std::vector<LetterRow> rows;
  for (const json::object& letter : letters_of(snapshot)) {
    if (rows.size() < kShown) rows.push_back(letter_row(letter, snapshot.now));
  }
  return rows;
}

std::string last_letter_words(const Snapshot& snapshot) {
  const auto letters = letters_of(snapshot);
  if (letters.empty()) return {};
  const LetterRow row = letter_row(letters.front(), snapshot.now);
  return row.answer.empty()
             ? fill(_("The last letter ({1}): {2}."), {row.title, row.state})
             : fill(_("The last letter ({1}): {2}. “{3}”"), {row.title, row.state, row.answer});
}

std::string letter_words(const json::object& letter) {
  const std::string state = text_of(letter, "state");
  if (state == "sent") return _("It is sent.");
  if (state == "refused") {
    return fill(_("It was refused: {1}"), {text_of(letter, "answer")});
  }
  if (state == "unsure") return _("It may have gone, and is not sent twice.");
  return _("It is on its way. Below you see what becomes of it.");
}

}  // namespace holdfast::window
