// The friend: invited, agreed, stopped, and told at once what they are to be told at once.
#include <algorithm>
#include <utility>

#include "policy/partner/consent_word.h"
#include "policy/partner/summary_time.h"
#include "policy/stepper.h"

namespace holdfast {
namespace {

void add(News& news, const News& more) {
  for (const auto& [kind, count] : more.counts) news.counts[kind] += count;
  news.leaving = news.leaving || more.leaving;
}

}  // namespace

// What is remembered is about one person; another name in the policy is another person, who has
// been asked nothing yet. Whoever was told until now is told that it ends.
void Stepper::follow_partner() {
  const auto& wanted = state_.policy.partner;
  PartnerState& partner = state_.partner;
  if (wanted && wanted->mail == partner.mail) {
    partner.name = wanted->name;
    return;
  }
  if (!wanted && partner.mail.empty()) return;
  if (partner.consent == Consent::kInvited || partner.consent == Consent::kAgreed) {
    say_farewell(Farewell::kRemoved);
  }
  PartnerState fresh;
  fresh.letters = std::move(partner.letters);
  fresh.wrong_codes = std::move(partner.wrong_codes);
  partner = std::move(fresh);
  if (!wanted) return;
  partner.mail = wanted->mail;
  partner.name = wanted->name;
  if (const auto stopped = stopped_lately()) {
    partner.consent = Consent::kStopped;
    partner.asked = *stopped;
  } else {
    invite();
  }
}

// To take a friend out of the policy and to name them again is no way round their wish.
std::optional<Moment> Stepper::stopped_lately() const {
  const PartnerState& partner = state_.partner;
  std::optional<Moment> stopped;
  for (const auto& [id, letter] : partner.letters) {
    const bool is_their_word = letter.kind == LetterKind::kFarewell &&
                               letter.farewell == Farewell::kStopped && letter.to == partner.mail;
    if (is_their_word && now_.elapsed < letter.made.elapsed + kInviteAfterStop) {
      stopped = letter.made;
    }
  }
  return stopped;
}

void Stepper::say_farewell(Farewell why) {
  const PartnerState& partner = state_.partner;
  withdraw(LetterKind::kInvitation);
  withdraw(LetterKind::kSummary);
  withdraw(LetterKind::kAlert);
  const auto& letters = partner.letters;
  // Who never heard of it is not told that it ends.
  const bool knows_of_it =
      partner.consent == Consent::kAgreed ||
      std::any_of(letters.begin(), letters.end(), [&](const auto& entry) {
        const Letter& letter = entry.second;
        const bool went = letter.stage == LetterStage::kSent ||
                          letter.stage == LetterStage::kSending ||
                          letter.stage == LetterStage::kUnsure;
        return letter.kind == LetterKind::kInvitation && letter.to == partner.mail && went;
      });
  if (knows_of_it) write(LetterKind::kFarewell, partner.mail, partner.name).farewell = why;
}

void Stepper::invite() {
  PartnerState& partner = state_.partner;
  withdraw(LetterKind::kInvitation);
  partner.consent = Consent::kInvited;
  partner.asked = now_;
  partner.word.clear();
  partner.tries_left = kTriesToAgree;
  effects_.push_back(effect::FindWord{});
}

Phrase Stepper::why_not_invite() const {
  const PartnerState& partner = state_.partner;
  if (partner.consent == Consent::kAgreed) return say("your friend has agreed already");
  if (partner.consent == Consent::kNone || !partner.asked) return "";
  const Letter* invitation = newest_invitation();
  const bool was_refused = invitation != nullptr && invitation->stage == LetterStage::kRefused;
  const bool has_stopped = partner.consent == Consent::kStopped;
  const auto pause = has_stopped ? std::chrono::hours(kInviteAfterStop) : kInviteAgain;
  const bool rests = now_.elapsed < partner.asked->elapsed + pause;
  if (!rests || (was_refused && !has_stopped)) return "";
  return has_stopped ? say("your friend asked for no more mail: a week is left before they are "
                           "asked again")
                     : say("an invitation is on its way or with your friend: a day is left before "
                           "another one goes");
}

// The one whose word is awaited now.
const Letter* Stepper::newest_invitation() const {
  const PartnerState& partner = state_.partner;
  for (const auto& [id, letter] : partner.letters) {
    const bool is_it = letter.kind == LetterKind::kInvitation && letter.to == partner.mail &&
                       !letter.word.empty() && letter.word == partner.word;
    if (is_it) return &letter;
  }
  return nullptr;
}

void Stepper::take(const event::InviteAsked& asked) {
  PartnerState& partner = state_.partner;
  if (partner.mail.empty()) {
    return answer(asked.request,
                  {.kind = EditOutcome::Kind::kNotFound,
                   .text = say("no friend is named; `holdfast partner --help` says how")});
  }
  if (Phrase why = why_not_invite(); !why.empty()) {
    const bool has_stopped = partner.consent == Consent::kStopped;
    const auto pause = has_stopped ? std::chrono::hours(kInviteAfterStop) : kInviteAgain;
    const bool ends = partner.consent != Consent::kAgreed;
    return refuse(asked.request, std::move(why),
                  ends ? std::optional(partner.asked->wall + pause) : std::nullopt);
  }
  invite();
  partner.invite_request = asked.request;
}

void Stepper::take(const event::WordFound& found) {
  PartnerState& partner = state_.partner;
  if (partner.consent != Consent::kInvited || !partner.word.empty()) return;
  partner.word = found.word;
  Letter& letter = write(LetterKind::kInvitation, partner.mail, partner.name);
  letter.word = found.word;
  record(kind::kPartnerInvited, "");
  if (const RequestId request = std::exchange(partner.invite_request, 0)) {
    effects_.push_back(effect::AnswerLetter{request, letter.id});
  }
}

void Stepper::take(const event::AgreedReported& reported) {
  PartnerState& partner = state_.partner;
  if (partner.consent != Consent::kInvited || partner.word.empty()) {
    return answer(reported.request, {.kind = EditOutcome::Kind::kNotFound,
                                     .text = say("no invitation waits for an answer")});
  }
  // Nobody but the friend is to say yes, and they have not been asked yet.
  const Letter* invitation = newest_invitation();
  if (invitation != nullptr &&
      (invitation->stage == LetterStage::kWriting || invitation->stage == LetterStage::kWaiting)) {
    return refuse(reported.request, say("the invitation has not gone out yet; your friend can "
                                        "only answer once it has"));
  }
  if (partner.tries_left <= 0) {
    return refuse(reported.request,
                  say("it was tried too often; invite your friend again, with a new word"));
  }
  if (!is_consent_word(reported.word, partner.word)) {
    --partner.tries_left;
    return refuse(reported.request,
                  say("that is not the word of the invitation; ask your friend to read it again"));
  }
  partner.consent = Consent::kAgreed;
  partner.asked = now_;
  partner.word.clear();
  withdraw(LetterKind::kInvitation);
  partner.told_until = midnight_before(now_.wall, state_.zone.current);
  partner.due = now_.wall;
  partner.considered = now_.elapsed;
  partner.news = {};
  partner.unverified = {};
  record(kind::kPartnerAgreed, "");
  answer(reported.request, {.kind = EditOutcome::Kind::kDone});
}

void Stepper::take(const event::StopReported& reported) {
  PartnerState& partner = state_.partner;
  if (partner.consent != Consent::kInvited && partner.consent != Consent::kAgreed) {
    return answer(reported.request, {.kind = EditOutcome::Kind::kNotFound,
                                     .text = say("your friend gets no mail as it is")});
  }
  say_farewell(Farewell::kStopped);
  partner.consent = Consent::kStopped;
  partner.asked = now_;
  partner.word.clear();
  partner.news = {};
  record(kind::kPartnerStopped, "");
  answer(reported.request, {.kind = EditOutcome::Kind::kDone});
}

bool Stepper::may_be_told() const {
  return state_.policy.partner && state_.partner.consent == Consent::kAgreed &&
         state_.partner.mail == state_.policy.partner->mail;
}

void Stepper::tell(AlertKind what) {
  if (!may_be_told() || !state_.policy.partner->alerts.contains(what)) return;
  PartnerState& partner = state_.partner;
  ++partner.news.counts[what];
  if (what == AlertKind::kTampering && !partner.tampering_ripe) {
    partner.tampering_ripe = now_.elapsed + kTimeToExplain;
  }
}

// That they are to be told less is told to a friend whatever else they are told.
void Stepper::tell_of_loosening(const Change& change) {
  if (change.key == "partner" && may_be_told()) {
    state_.partner.news.leaving = true;
  } else {
    tell(AlertKind::kLoosening);
  }
}

void Stepper::tell_of_unverified(std::chrono::milliseconds time) {
  if (!may_be_told()) return;
  state_.partner.unverified += time;
  if (state_.partner.unverified < kUnverifiedTold) return;
  state_.partner.unverified = {};
  tell(AlertKind::kUnobserved);
}

void Stepper::write_alert() {
  PartnerState& partner = state_.partner;
  if (partner.news.empty() || !may_be_told()) return;
  if (partner.alerted && now_.elapsed < *partner.alerted + kAlertPause) return;
  const auto& letters = partner.letters;
  const bool one_is_going = std::any_of(letters.begin(), letters.end(), [](const auto& entry) {
    return entry.second.kind == LetterKind::kAlert && entry.second.stage == LetterStage::kSending;
  });
  if (one_is_going) return;
  News ripe = partner.news;
  const bool may_be_explained = partner.tampering_ripe && now_.elapsed < *partner.tampering_ripe;
  if (may_be_explained) ripe.counts.erase(AlertKind::kTampering);
  if (ripe.empty()) return;
  for (const auto& [kind, count] : ripe.counts) partner.news.counts.erase(kind);
  partner.news.leaving = false;
  if (!may_be_explained) partner.tampering_ripe.reset();
  partner.alerted = now_.elapsed;
  // What could not go yet goes in the same letter: however long the machine was offline, one comes.
  for (const auto& [id, letter] : letters) {
    if (letter.kind == LetterKind::kAlert && is_open(letter)) add(ripe, letter.news);
  }
  withdraw(LetterKind::kAlert);
  write(LetterKind::kAlert, partner.mail, partner.name).news = std::move(ripe);
}

void Stepper::take(const event::Explained& explained) {
  constexpr std::size_t kLongest = 500;
  if (explained.text.empty() || explained.text.size() > kLongest) {
    return answer(explained.request, {.kind = EditOutcome::Kind::kRefused,
                                      .text = say("say in a few words what it was")});
  }
  state_.partner.news.counts.erase(AlertKind::kTampering);
  state_.partner.tampering_ripe.reset();
  effects_.push_back(effect::AnswerEntry{explained.request,
                                         record(kind::kExplained, "", {{"text", explained.text}})});
}

}  // namespace holdfast
