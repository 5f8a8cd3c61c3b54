// What the friend is told at once, and when that goes.
#include <algorithm>
#include <utility>

#include "policy/stepper.h"

namespace holdfast {
namespace {

void add(News& news, const News& more) {
  for (const auto& [kind, count] : more.counts) news.counts[kind] += count;
  news.leaving = news.leaving || more.leaving;
}

}  // namespace

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
