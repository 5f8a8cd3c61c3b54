// What the friend is told at once, and when that goes.
#include <algorithm>
#include <utility>

#include "policy/stepper.h"

namespace holdfast {
namespace {

void add(News& news, const News& more) {
  for (const auto& [kind, count] : more.counts) news.counts[kind] += count;
  news.leaving = news.leaving || more.leaving;
  news.refused += more.refused;
  news.leaving_refused = news.leaving_refused || more.leaving_refused;
}

}  // namespace

void Stepper::tell(AlertKind what) {
  if (!may_be_told() || !state_.policy.partner->alerts.contains(what)) return;
  PartnerState& partner = state_.partner;
  const int count = ++partner.news.counts[what];
  // Each may be explained, yet whoever goes on disturbing does not put it off for ever.
  if (what == AlertKind::kTampering && count <= kMostTimesToExplain) {
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

// That a lock held is no reason to keep the wish from them: it is when that matters most.
void Stepper::tell_of_refusal(const Change& change) {
  if (!may_be_told()) return;
  if (change.key == "partner") {
    state_.partner.news.leaving_refused = true;
  } else if (state_.policy.partner->alerts.contains(AlertKind::kLoosening)) {
    ++state_.partner.news.refused;
  }
}

void Stepper::tell_of_unverified(std::chrono::milliseconds time) {
  if (!may_be_told()) return;
  state_.partner.unverified += time;
  if (state_.partner.unverified < kUnverifiedTold) return;
  state_.partner.unverified = {};
  tell(AlertKind::kUnobserved);
}

// All that would have been told, had more time been left.
News Stepper::news_left() const {
  News left = state_.partner.news;
  for (const auto& [id, letter] : state_.partner.letters) {
    const bool has_not_gone =
        letter.stage == LetterStage::kWriting || letter.stage == LetterStage::kWaiting;
    if (letter.kind == LetterKind::kAlert && has_not_gone) add(left, letter.news);
  }
  return left;
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
  News unripe;
  if (may_be_explained) {
    const auto tampering = partner.news.counts.find(AlertKind::kTampering);
    if (tampering != partner.news.counts.end()) unripe.counts.insert(*tampering);
  }
  partner.news = std::move(unripe);
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
    return answer(
        explained.request,
        {.kind = EditOutcome::Kind::kRefused,
         .text =
             say("say in a few words what it was, 500 letters at most: \"the package manager\"")});
  }
  state_.partner.news.counts.erase(AlertKind::kTampering);
  state_.partner.tampering_ripe.reset();
  effects_.push_back(effect::AnswerEntry{explained.request,
                                         record(kind::kExplained, "", {{"text", explained.text}})});
}

}  // namespace holdfast
