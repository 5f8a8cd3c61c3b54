// The outbox: what is written, what is sent, and what became of it.
#include <algorithm>
#include <utility>
#include <vector>

#include "policy/partner/summary_time.h"
#include "policy/stepper.h"

namespace holdfast {
namespace {

// Of those that went: so many are kept for the person to look at.
constexpr std::size_t kKeptLetters = 12;
// How long before a letter that could not be put together is tried anew.
constexpr std::chrono::minutes kWriteAgain{30};
// An account that is wrong is looked at again, in case it was put right without a word.
constexpr std::chrono::hours kAccountAgain{1};

std::string_view kind_of(LetterStage stage) {
  return stage == LetterStage::kSent     ? kind::kLetterSent
         : stage == LetterStage::kUnsure ? kind::kLetterUnsure
                                         : kind::kLetterRefused;
}

}  // namespace

Letter& Stepper::write(LetterKind kind, std::string to, std::string to_name) {
  Letter letter;
  letter.id = fresh_id();
  letter.kind = kind;
  letter.to = std::move(to);
  letter.to_name = std::move(to_name);
  letter.made = now_;
  letter.next_try = now_.elapsed;
  return state_.partner.letters[letter.id] = std::move(letter);
}

// Whole days only: what lies behind the last midnight changes no more.
std::optional<ToldSpan> Stepper::days_to_tell() const {
  const PartnerState& partner = state_.partner;
  const Wall until = midnight_before(now_.wall, state_.zone.current);
  Wall from = partner.told_until.value_or(until);
  // A clock that ran ahead let days be told that had not been: they are to come now.
  if (from > until && partner.considered) {
    const auto since = now_.elapsed - *partner.considered;
    from = midnight_before(now_.wall - since, state_.zone.current);
  }
  if (from >= until) return std::nullopt;
  return ToldSpan{from, until};
}

// One letter however many weeks were missed. The clock may have been turned either way since: after
// eight days of elapsed time one comes in any case.
void Stepper::write_due_summary() {
  if (!may_be_told() || !state_.policy.partner->summary) return;
  PartnerState& partner = state_.partner;
  const Wall due =
      last_weekly_time(*state_.policy.partner->summary, now_.wall, state_.zone.current);
  const bool is_overdue = partner.considered && now_.elapsed >= *partner.considered + kLongestWeek;
  if (due <= partner.due && !is_overdue) return;
  if (write_summary()) {
    // On time it is dated by its time, so that it can be shown before.
    Letter* letter = newest(LetterKind::kSummary);
    if (letter != nullptr && letter->made == now_ && now_.wall - due < std::chrono::minutes(1)) {
      letter->made.wall = due;
    }
    partner.due = due;
    partner.considered = now_.elapsed;
  }
}

Letter* Stepper::newest(LetterKind kind) {
  auto& letters = state_.partner.letters;
  for (auto at = letters.rbegin(); at != letters.rend(); ++at) {
    if (at->second.kind == kind) return &at->second;
  }
  return nullptr;
}

// False while an older one is on its way: what it tells need not be told again.
bool Stepper::write_summary() {
  PartnerState& partner = state_.partner;
  for (const auto& [id, letter] : partner.letters) {
    if (letter.kind == LetterKind::kSummary && letter.stage == LetterStage::kSending) return false;
  }
  const auto span = days_to_tell();
  if (!span) return true;
  withdraw(LetterKind::kSummary);
  Letter& letter = write(LetterKind::kSummary, partner.mail, partner.name);
  letter.span = *span;
  letter.maybe_lost = partner.maybe_lost;
  return true;
}

void Stepper::take(const event::SummaryAsked& asked) {
  const auto refuse_with = [&](Phrase text) { refuse(asked.request, std::move(text)); };
  if (!may_be_told())
    return refuse_with(
        say("no friend has agreed to get summaries; `holdfast partner` shows how it stands"));
  if (!days_to_tell()) {
    return refuse_with(
        say("no whole day has passed since the last one; tomorrow there is "
            "something to tell"));
  }
  if (!write_summary()) return refuse_with(say("one is on its way just now"));
  // What was looked at goes as it was.
  Letter& letter = *newest(LetterKind::kSummary);
  if (asked.made && *asked.made <= now_.wall) letter.made.wall = *asked.made;
  effects_.push_back(effect::AnswerLetter{asked.request, letter.id});
}

void Stepper::take(const event::TestAsked& asked) {
  withdraw(LetterKind::kTest);
  const Letter& letter = write(LetterKind::kTest, asked.to, "");
  effects_.push_back(effect::AnswerLetter{asked.request, letter.id});
}

void Stepper::take(const event::LetterWritten& written) {
  const auto found = state_.partner.letters.find(written.id);
  if (found == state_.partner.letters.end()) return;
  Letter& letter = found->second;
  if (letter.stage != LetterStage::kWriting) return;
  letter.answer = written.failure;
  letter.needs_account = false;
  if (!written.failure.empty()) {
    letter.next_try = now_.elapsed + kWriteAgain;
    return;
  }
  letter.mark = written.mark;
  letter.breaks = written.breaks;
  letter.sender = written.sender;
  letter.stage = LetterStage::kWaiting;
  letter.next_try = now_.elapsed;
  effects_.push_back(effect::KeepLetter{letter.id, written.bytes});
}

void Stepper::take(const event::LetterSent& sent) {
  const auto found = state_.partner.letters.find(sent.id);
  if (found == state_.partner.letters.end()) return;
  Letter& letter = found->second;
  if (letter.stage != LetterStage::kSending) return;
  letter.answer = sent.answer;
  letter.needs_account = sent.delivery == event::Delivery::kMisconfigured;
  note_arrival(letter, sent.delivery);
  using event::Delivery;
  switch (sent.delivery) {
    case Delivery::kSent:
      return finish_letter(letter, LetterStage::kSent);
    case Delivery::kUnsure:
      return finish_letter(letter, LetterStage::kUnsure);
    case Delivery::kRefused:
      return finish_letter(letter, LetterStage::kRefused);
    case Delivery::kLater:
      return try_later(letter, LetterStage::kWaiting, now_.elapsed + pause_after(letter.tries));
    case Delivery::kMisconfigured:
      return try_later(letter, LetterStage::kWaiting, now_.elapsed + kAccountAgain);
    case Delivery::kLost:
      return try_later(letter, LetterStage::kWriting, now_.elapsed);
  }
}

// What may be lost counts as told, and no mail tells it again: the next one says so.
void Stepper::note_arrival(const Letter& letter, event::Delivery delivery) {
  PartnerState& partner = state_.partner;
  if (letter.kind != LetterKind::kSummary || letter.to != partner.mail) return;
  if (delivery == event::Delivery::kSent) partner.maybe_lost.reset();
  if (delivery != event::Delivery::kUnsure) return;
  const ToldSpan before = letter.maybe_lost.value_or(*letter.span);
  partner.maybe_lost = ToldSpan{std::min(before.from, letter.span->from),
                                std::max(before.until, letter.span->until)};
}

// What is forgotten is told to nobody, though a letter of it waits.
void Stepper::forget_letters() {
  withdraw(LetterKind::kSummary);
  withdraw(LetterKind::kAlert);
  state_.partner.news = {};
  state_.partner.tampering_ripe.reset();
  for (auto& [id, letter] : state_.partner.letters) {
    if (!is_open(letter)) letter.news = {};
    const bool has_not_gone =
        letter.stage == LetterStage::kWriting || letter.stage == LetterStage::kWaiting;
    if (letter.kind != LetterKind::kFarewell || letter.news.empty() || !has_not_gone) continue;
    letter.news = {};
    letter.stage = LetterStage::kWriting;
    letter.next_try = now_.elapsed;
    effects_.push_back(effect::KeepLetter{id, std::nullopt});
  }
}

// Much may have happened while it was on its way.
void Stepper::try_later(Letter& letter, LetterStage stage, Elapsed when) {
  letter.stage = is_wanted(letter) ? stage : LetterStage::kWithdrawn;
  letter.next_try = is_open(letter) ? std::optional(when) : std::nullopt;
  if (!is_open(letter)) effects_.push_back(effect::KeepLetter{letter.id, std::nullopt});
}

bool Stepper::is_wanted(const Letter& letter) const {
  switch (letter.kind) {
    case LetterKind::kTest:
    case LetterKind::kFarewell:
      return true;
    case LetterKind::kInvitation:
      return state_.partner.consent == Consent::kInvited && state_.partner.word == letter.word;
    case LetterKind::kSummary:
    case LetterKind::kAlert:
      return may_be_told() && letter.to == state_.partner.mail;
  }
  return false;
}

// Of two ways to err the one is chosen that mails nobody twice: what may have gone counts as told,
// and the next letter says which days may be missing.
void Stepper::finish_letter(Letter& letter, LetterStage stage) {
  letter.stage = stage;
  letter.next_try.reset();
  PartnerState& partner = state_.partner;
  const bool is_told = stage != LetterStage::kRefused && letter.to == partner.mail;
  if (letter.kind == LetterKind::kSummary && is_told) {
    partner.told_until = letter.span->until;
    partner.mark = letter.mark;
    partner.breaks = letter.breaks;
    partner.mailed = letter.made.wall;
    partner.unverified = {};
  }
  if (letter.kind == LetterKind::kAlert && is_told) partner.alerted = now_.elapsed;
  record(kind_of(stage), "", {{"letter", word(letter.kind)}});
  effects_.push_back(effect::KeepLetter{letter.id, std::nullopt});
}

void Stepper::take(const event::AccountChanged& changed) {
  // Another way out can lead nowhere: what is not seen to go must be seen to change.
  if (changed.is_other) record(kind::kAccountChanged, "");
  for (auto& [id, letter] : state_.partner.letters) {
    if (letter.next_try) letter.next_try = now_.elapsed;
  }
}

void Stepper::withdraw(LetterKind kind) {
  for (auto& [id, letter] : state_.partner.letters) {
    const bool is_here =
        letter.stage == LetterStage::kWriting || letter.stage == LetterStage::kWaiting;
    if (letter.kind != kind || !is_here) continue;
    letter.stage = LetterStage::kWithdrawn;
    letter.next_try.reset();
    effects_.push_back(effect::KeepLetter{id, std::nullopt});
  }
}

void Stepper::begin_letters_anew() {
  follow_partner();
  // Should the waits' clock have been lost, nothing of the past lies ahead.
  PartnerState& partner = state_.partner;
  const auto by = [](auto& time, Elapsed latest) { time = std::min(time, latest); };
  for (auto* past : {&partner.alerted, &partner.considered}) {
    if (*past) by(**past, now_.elapsed);
  }
  if (partner.asked) by(partner.asked->elapsed, now_.elapsed);
  for (auto& [mail, rest] : partner.resting) by(rest.since.elapsed, now_.elapsed);
  if (partner.tampering_ripe) by(*partner.tampering_ripe, now_.elapsed + kTimeToExplain);
  if (partner.key) by(partner.key->counts_from, now_.elapsed + state_.policy.cooling_off);
  std::erase_if(partner.wrong_codes, [&](Elapsed at) { return at > now_.elapsed; });
  if (partner.pass_until && *partner.pass_until > now_.elapsed + kPassLasts) use_pass();
  for (auto& [id, letter] : state_.partner.letters) {
    if (!is_open(letter)) continue;
    // Should what is known of the friend have been lost, no word goes to one who may not have
    // agreed.
    if (!is_wanted(letter)) {
      if (letter.stage == LetterStage::kSending) {
        finish_letter(letter, LetterStage::kUnsure);
      } else {
        try_later(letter, letter.stage, now_.elapsed);
      }
      continue;
    }
    // One that was being sent is asked for again: its slip knows whether it went. One that rests
    // rests on, but no longer than it ever does, should the waits' clock have been lost.
    const bool rests = letter.stage == LetterStage::kWaiting && letter.tries > 0;
    if (letter.stage == LetterStage::kSending) letter.stage = LetterStage::kWaiting;
    const Elapsed latest = now_.elapsed + pause_after(letter.tries);
    letter.next_try = rests ? std::min(letter.next_try.value_or(latest), latest) : now_.elapsed;
  }
  if (state_.partner.consent == Consent::kInvited && state_.partner.word.empty()) {
    effects_.push_back(effect::FindWord{});
  }
}

void Stepper::move_letters() {
  write_alert();
  write_due_summary();
  for (auto& [id, letter] : state_.partner.letters) {
    if (!letter.next_try || now_.elapsed < *letter.next_try) continue;
    if (letter.stage == LetterStage::kWaiting) {
      letter.stage = LetterStage::kSending;
      letter.next_try.reset();
      ++letter.tries;
      // Their rest begins when it goes, not when it was made.
      const bool is_awaited = letter.kind == LetterKind::kInvitation && is_wanted(letter);
      if (is_awaited) state_.partner.asked = now_;
      effects_.push_back(effect::SendLetter{id});
    } else if (letter.stage == LetterStage::kWriting) {
      letter.next_try = now_.elapsed + kWriteAgain;  // unless an answer comes before
      effects_.push_back(effect::WriteLetter{id});
    }
  }
  let_go_of_old_letters();
}

// What never went is let go of first.
void Stepper::let_go_of_old_letters() {
  auto& letters = state_.partner.letters;
  auto done = static_cast<std::size_t>(std::count_if(
      letters.begin(), letters.end(), [](const auto& entry) { return !is_open(entry.second); }));
  for (const bool only_withdrawn : {true, false}) {
    for (auto at = letters.begin(); at != letters.end() && done > kKeptLetters;) {
      const bool is_withdrawn = at->second.stage == LetterStage::kWithdrawn;
      if (is_open(at->second) || (only_withdrawn && !is_withdrawn)) {
        ++at;
      } else {
        at = letters.erase(at);
        --done;
      }
    }
  }
}

std::optional<Elapsed> Stepper::next_letter() const {
  std::optional<Elapsed> next;
  const auto at = [&](Elapsed when) {
    if (when > now_.elapsed) next = next ? std::min(*next, when) : when;
  };
  const PartnerState& partner = state_.partner;
  for (const auto& [id, letter] : partner.letters) {
    if (letter.next_try) at(*letter.next_try);
  }
  if (!may_be_told()) return next;
  if (!partner.news.empty()) {
    if (partner.tampering_ripe) at(*partner.tampering_ripe);
    if (partner.alerted) at(*partner.alerted + kAlertPause);
  }
  if (const auto& weekly = state_.policy.partner->summary) {
    const Wall due = next_weekly_time(*weekly, now_.wall, state_.zone.current);
    // The wall clock is trusted only for so far ahead.
    if (due < now_.wall + std::chrono::hours(1)) at(to_elapsed(due));
  }
  return next;
}

}  // namespace holdfast
