// The friend: invited, agreed, stopped.
#include <algorithm>
#include <utility>

#include "policy/partner/consent_word.h"
#include "policy/partner/invitation.h"
#include "policy/partner/summary_time.h"
#include "policy/stepper.h"

namespace holdfast {

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
  end_letters(Farewell::kRemoved);
  rest_address(partner, now_);
  PartnerState fresh;
  fresh.letters = std::move(partner.letters);
  fresh.wrong_codes = std::move(partner.wrong_codes);
  fresh.resting = std::move(partner.resting);
  partner = std::move(fresh);
  if (!wanted) return;
  partner.mail = wanted->mail;
  partner.name = wanted->name;
  // To take a friend out of the policy and to name them again is no way round their wish, nor to
  // a mail a day for somebody who does not answer.
  if (const auto rest = resting(partner, partner.mail, now_)) {
    partner.consent = rest->has_stopped ? Consent::kStopped : Consent::kNone;
    partner.asked = rest->since;
  } else {
    invite();
  }
}

// The days on which no summary was wanted were the person's own, and stay theirs.
void Stepper::begin_summaries() {
  if (!may_be_told() || !state_.policy.partner->summary) return;
  const Wall today = midnight_before(now_.wall, state_.zone.current);
  state_.partner.told_until = std::max(state_.partner.told_until.value_or(today), today);
  state_.partner.considered = now_.elapsed;
}

// To somebody who never said yes nothing goes, not even that nothing goes any more.
void Stepper::end_letters(Farewell why) {
  PartnerState& partner = state_.partner;
  News left = news_left();
  withdraw(LetterKind::kInvitation);
  withdraw(LetterKind::kSummary);
  withdraw(LetterKind::kAlert);
  partner.news = {};
  partner.tampering_ripe.reset();
  if (partner.consent != Consent::kAgreed) return;
  Letter& farewell = write(LetterKind::kFarewell, partner.mail, partner.name);
  farewell.farewell = why;
  if (why == Farewell::kRemoved) left.leaving = false;  // that is what it says
  farewell.news = std::move(left);
}

void Stepper::invite() {
  PartnerState& partner = state_.partner;
  const bool takes_the_place_of_one =
      partner.consent == Consent::kInvited && partner.invitations > 0 && !invitation_went(partner);
  if (!takes_the_place_of_one) ++partner.invitations;
  withdraw(LetterKind::kInvitation);
  partner.consent = Consent::kInvited;
  partner.asked = now_;
  partner.word.clear();
  partner.tries_left = kTriesToAgree;
  effects_.push_back(effect::FindWord{});
}

void Stepper::take(const event::InviteAsked& asked) {
  PartnerState& partner = state_.partner;
  if (partner.mail.empty()) {
    return answer(asked.request,
                  {.kind = EditOutcome::Kind::kNotFound,
                   .text = say("no friend is named; `holdfast partner --help` says how")});
  }
  if (InviteChance chance = invite_chance(partner, now_); !chance.why_not.empty()) {
    return refuse(asked.request, std::move(chance.why_not), chance.from);
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
  const Letter* invitation = awaited_invitation(partner);
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
  partner.invitations = 0;
  partner.word.clear();
  withdraw(LetterKind::kInvitation);
  partner.told_until = midnight_before(now_.wall, state_.zone.current);
  partner.due = now_.wall;
  partner.considered = now_.elapsed;
  partner.news = {};
  partner.tampering_ripe.reset();
  partner.maybe_lost.reset();
  partner.unverified = {};
  record(kind::kPartnerAgreed, "");
  answer(reported.request, {.kind = EditOutcome::Kind::kDone});
}

void Stepper::take(const event::StopReported& reported) {
  PartnerState& partner = state_.partner;
  if (partner.consent != Consent::kInvited && partner.consent != Consent::kAgreed) {
    return answer(reported.request,
                  {.kind = EditOutcome::Kind::kNotFound,
                   .text = say("your friend gets no mail as it is, so there is nothing "
                               "to stop; `holdfast partner` shows how it stands")});
  }
  end_letters(Farewell::kStopped);
  partner.consent = Consent::kStopped;
  partner.asked = now_;
  partner.invitations = std::max(1, partner.invitations);  // they are asked once more at most
  partner.word.clear();
  record(kind::kPartnerStopped, "");
  answer(reported.request, {.kind = EditOutcome::Kind::kDone});
}

// Who has not said yes watches over nothing, and can be left for somebody else at once. What the
// same friend is to be told is another matter: the invitation may have promised it.
bool Stepper::is_free_choice(const Change& change) const {
  if (change.key != "partner" || state_.partner.consent == Consent::kAgreed) return false;
  const auto mail = [](const std::optional<Statement>& statement) {
    const auto* setting = statement ? std::get_if<PartnerSetting>(&*statement) : nullptr;
    return setting != nullptr ? setting->mail : "";
  };
  return mail(change.before) != mail(change.after);
}

bool Stepper::may_be_told() const {
  return state_.policy.partner && state_.partner.consent == Consent::kAgreed &&
         state_.partner.mail == state_.policy.partner->mail;
}

}  // namespace holdfast
