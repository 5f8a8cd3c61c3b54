// The partner's key: one loosening at once, by the word of two people.
#include <algorithm>
#include <utility>

#include "policy/compile.h"
#include "policy/stepper.h"

namespace holdfast {

// Whoever could make a key that counts at once could unlock alone, with the code of their own.
void Stepper::take(const event::KeyAsked& asked) {
  if (state_.partner.consent != Consent::kAgreed) {
    return answer(asked.request,
                  {.kind = EditOutcome::Kind::kRefused,
                   .text = say("a key is for a friend who has agreed; `holdfast partner "
                               "agreed WORD` says that they did")});
  }
  if (const auto until = locked_until(state_, now_)) {
    return refuse(asked.request, say("a lock holds, and no key is made until it ends"), *until);
  }
  const Elapsed from = now_.elapsed + state_.policy.cooling_off;
  state_.partner.key = PartnerKey{.counts_from = from};
  state_.partner.pass_until.reset();
  record(kind::kKeyMade, "");
  effects_.push_back(effect::MakeKey{asked.request, now_.wall + (from - now_.elapsed)});
}

void Stepper::take(const event::CodeGiven& given) {
  PartnerState& partner = state_.partner;
  std::erase_if(partner.wrong_codes,
                [&](Elapsed at) { return at + std::chrono::hours(1) <= now_.elapsed; });
  if (!partner.key) {
    return answer(given.request,
                  {.kind = EditOutcome::Kind::kNotFound,
                   .text = say("there is no key; `holdfast partner key` makes one")});
  }
  if (partner.wrong_codes.size() >= static_cast<std::size_t>(kCodesAnHour)) {
    const Elapsed free = partner.wrong_codes.front() + std::chrono::hours(1);
    return refuse(given.request, say("five codes were tried within an hour"),
                  now_.wall + (free - now_.elapsed));
  }
  partner.wrong_codes.push_back(now_.elapsed);  // a right one counts as tried as well
  const Elapsed from = partner.key->counts_from;
  if (now_.elapsed < from) {
    return refuse(given.request, say("the key is new, and does not count yet"),
                  now_.wall + (from - now_.elapsed));
  }
  if (!given.step || *given.step <= partner.key->last_step) {
    record(kind::kCodeRefused, "");
    return refuse(given.request,
                  given.step ? say("this code was used before; the next one comes "
                                   "within half a minute")
                             : say("that is not the code of this minute; ask for the next "
                                   "one, and see that the clocks here and there are right"));
  }
  partner.key->last_step = *given.step;
  partner.pass_until = now_.elapsed + kPassLasts;
  effects_.push_back(effect::AnswerEntry{given.request, record(kind::kUnlocked, "")});
}

// The same may have been asked for before, and waits: that is over.
void Stepper::settle_waiting(const Change& loosening) {
  for (auto at = state_.pending.begin(); at != state_.pending.end();) {
    if (at->second.change != loosening) {
      ++at;
      continue;
    }
    record(kind::kConfirmed, loosening.key, {{"edit", at->first}});
    at = state_.pending.erase(at);
  }
}

bool Stepper::has_pass() const {
  return state_.partner.pass_until && now_.elapsed < *state_.partner.pass_until;
}

}  // namespace holdfast
