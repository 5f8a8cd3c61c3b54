// What the person reports, and what is kept for them: urges, what helped, slips, promises and
// milestones.
#include <utility>

#include "policy/promise.h"
#include "policy/stepper.h"
#include "policy/streak.h"
#include "policy/written_time.h"

namespace holdfast {

void Stepper::take(const event::UrgeReported& reported) {
  boost::json::object detail{{"said", true}};
  if (!reported.note.empty()) detail["note"] = reported.note;
  const auto noted = state_.episodes.note("", Weight::kBegins, 0, now_.elapsed, state_.last_id + 1);
  // The same one, felt on: it is answered with its number, and its note is kept.
  if (noted.kind == EpisodeBook::Noted::Kind::kContinued && reported.note.empty()) {
    effects_.push_back(effect::AnswerEntry{
        reported.request, {noted.id, now_, std::string(kind::kUrge), "", std::move(detail)}});
    return;
  }
  if (noted.kind == EpisodeBook::Noted::Kind::kContinued) detail["urge"] = noted.id;
  LogEntry entry = record(kind::kUrge, "", std::move(detail));
  entry.id = noted.id;
  effects_.push_back(effect::AnswerEntry{reported.request, std::move(entry)});
}

void Stepper::take(const event::RideReported& reported) {
  const auto ended = state_.episodes.end(reported.id);
  if (ended.empty()) return say_what_helped(reported);
  LogEntry entry = ride(ended, reported.helped);
  effects_.push_back(effect::AnswerEntry{reported.request, std::move(entry)});
}

// `ended` is not empty. The entry is the one that was just recorded.
LogEntry& Stepper::ride(const std::vector<EpisodeBook::Ended>& ended, std::optional<Help> helped) {
  end_urges(ended);
  LogEntry& entry = std::get<effect::Record>(effects_.back()).entry;
  if (helped) {
    state_.helped.note(*helped);
    entry.detail["helped"] = word(*helped);
  }
  return entry;
}

// The page may stand there for a while: where no urge lasts any more, it has been counted already.
void Stepper::take(const event::LetItPass& passed) {
  const auto open = state_.episodes.open().find(passed.rule);
  if (open == state_.episodes.open().end()) return;
  ride(state_.episodes.end(open->second.id), Help::kLetItPass);
}

// An urge that has been quiet passes by itself while somebody still walks or breathes: what they
// did counts no less.
void Stepper::say_what_helped(const event::RideReported& reported) {
  if (!reported.helped || state_.passed.erase(reported.id) == 0) {
    return answer(reported.request, {.kind = EditOutcome::Kind::kNotFound,
                                     .text = say("no urge of this number lasts now; one that has "
                                                 "passed counts as ridden out by itself")});
  }
  state_.helped.note(*reported.helped);
  effects_.push_back(effect::AnswerEntry{
      reported.request,
      record(kind::kHelped, "", {{"urge", reported.id}, {"helped", word(*reported.helped)}})});
}

void Stepper::take(const event::PromiseKept& kept) {
  const Statement* statement = state_.rules.find(kept.key);
  if (statement == nullptr || !std::holds_alternative<PromiseSetting>(*statement)) {
    return answer(kept.request,
                  {.kind = EditOutcome::Kind::kNotFound, .text = say("there is no such promise")});
  }
  LogEntry entry{0, now_, std::string(kind::kPromiseKept), kept.key, {}};
  if (keep(state_.promises[kept.key], now_.wall, state_.zone.current)) {
    entry = record(kind::kPromiseKept, kept.key);
  }
  effects_.push_back(effect::AnswerEntry{kept.request, std::move(entry)});
}

void Stepper::announce_milestone() {
  if (const auto days = take_milestone(state_.streak, now_)) {
    record(kind::kMilestone, "", {{"days", *days}});
  }
}

void Stepper::take(const event::SlipReported& reported) {
  // What lasts now led to contact: it is no longer one that was ridden out.
  state_.episodes.end_all();
  record_slip(state_.streak, reported.when.value_or(now_.wall), now_);
  boost::json::object detail;
  if (reported.when) detail["when"] = when_text(state_.streak.start);
  tell(AlertKind::kSlip);
  effects_.push_back(
      effect::AnswerEntry{reported.request, record(kind::kSlip, "", std::move(detail))});
}

}  // namespace holdfast
