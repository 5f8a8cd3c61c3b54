#include "daemon/letters.h"

#include <algorithm>
#include <utility>

#include "daemon/controller.h"
#include "daemon/event_pages.h"
#include "daemon/log.h"
#include "platform/spoken_word.h"
#include "policy/partner/letter_words.h"
#include "policy/partner/summary_time.h"
#include "policy/partner/summary_words.h"
#include "policy/partner/week.h"

namespace holdfast::daemon {
namespace {

using platform::MailAccount;
using platform::MailVerdict;

event::Delivery delivery_of(MailVerdict::Kind kind) {
  switch (kind) {
    case MailVerdict::Kind::kSent:
      return event::Delivery::kSent;
    case MailVerdict::Kind::kLater:
      return event::Delivery::kLater;
    case MailVerdict::Kind::kRefused:
      return event::Delivery::kRefused;
    case MailVerdict::Kind::kMisconfigured:
      return event::Delivery::kMisconfigured;
    case MailVerdict::Kind::kUnsure:
      return event::Delivery::kUnsure;
  }
  return event::Delivery::kUnsure;
}

std::string domain_of(const std::string& mail) { return mail.substr(mail.rfind('@') + 1); }

// One that has its time in it is not given twice: no two letters of a kind are made in one second.
std::string message_id(const Letter& letter, const MailAccount& account) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(letter.made.wall);
  return "holdfast." + std::string(word(letter.kind)) + "." +
         std::to_string(seconds.time_since_epoch().count()) + "@" + domain_of(account.from);
}

}  // namespace

Result<RecordCheck> check_record(platform::Store& store, const std::optional<RecordMark>& told) {
  const auto chain = store.verify_chain();
  if (!chain) return chain.error();
  RecordCheck check{.mark = make_mark(chain->rows, chain->head), .broken_at = chain->broken_at};
  if (!told) return check;
  const auto there = store.hash_of(told->entries);
  if (!there) return there.error();
  check.story = story_of(*told, *there, !chain->broken_at);
  return check;
}

Letters::Letters(Parts parts, const std::map<std::string, std::string>& facts)
    : parts_(std::move(parts)) {
  const std::string room = kLetterFacts;
  for (auto at = facts.lower_bound(room); at != facts.end() && at->first.starts_with(room); ++at) {
    bytes_[std::strtoll(at->first.c_str() + room.size(), nullptr, 10)] = at->second;
  }
}

void Letters::tidy() {
  const auto& letters = parts_.state().partner.letters;
  for (const std::int64_t id : parts_.post.unsettled()) {
    const auto found = letters.find(id);
    if (found == letters.end() || !is_open(found->second)) parts_.post.settle(id);
  }
}

void Letters::perform(const effect::FindWord&) {
  auto made = platform::make_spoken_word();
  if (!made) return log(LogLevel::kError, "no invitation: " + made.error().text);
  parts_.submit(event::WordFound{std::move(*made)});
}

void Letters::perform(const effect::WriteLetter& write) {
  const auto& letters = parts_.state().partner.letters;
  const auto found = letters.find(write.letter);
  if (found == letters.end()) return;
  const auto fail = [&](const Error& error) {
    parts_.submit(event::LetterWritten{.id = write.letter, .failure = error.text});
  };
  const auto account = platform::read_mail_account(parts_.paths);
  if (!account) return fail(account.error());
  auto written = draft(found->second, *account);
  if (!written) return fail(written.error());
  parts_.post.compose(task_for(found->second, *written, *account),
                      [this, id = write.letter, mark = written->mark](Result<std::string> bytes) {
                        event::LetterWritten done{.id = id, .mark = mark};
                        if (bytes) {
                          done.bytes = std::move(*bytes);
                        } else {
                          done.failure = bytes.error().text;
                        }
                        parts_.submit(std::move(done));
                      });
}

void Letters::perform(const effect::KeepLetter& keep) {
  if (keep.bytes) {
    bytes_[keep.letter] = *keep.bytes;
    return;
  }
  bytes_.erase(keep.letter);
  // Otherwise the slip goes on knowing it, and tidy() sees to it.
  if (parts_.record_trouble().empty()) parts_.post.settle(keep.letter);
}

void Letters::perform(const effect::SendLetter& send) {
  const std::int64_t id = send.letter;
  const auto answer = [this, id](event::Delivery delivery, Phrase text) {
    parts_.submit(event::LetterSent{id, delivery, std::move(text)});
  };
  const auto& letters = parts_.state().partner.letters;
  const auto letter = letters.find(id);
  if (letter == letters.end()) return;
  const auto bytes = bytes_.find(id);
  if (bytes == bytes_.end()) {
    return answer(event::Delivery::kLost, say("it has to be written anew"));
  }
  if (Phrase trouble = parts_.record_trouble(); !trouble.empty()) {
    return answer(event::Delivery::kLater,
                  say("nothing goes while the record cannot be written: {1}", {trouble}));
  }
  const auto account = platform::read_mail_account(parts_.paths);
  if (!account) return answer(event::Delivery::kMisconfigured, account.error().text);
  parts_.post.send(
      {id, account->from, letter->second.to, bytes->second},
      [answer](const MailVerdict& verdict) { answer(delivery_of(verdict.kind), verdict.text); });
}

Result<Draft> Letters::draft(const Letter& letter, const MailAccount& account) {
  const Names names{account.name, letter.to_name};
  switch (letter.kind) {
    case LetterKind::kTest:
      return Draft{test_letter(names), ""};
    case LetterKind::kInvitation: {
      const auto& setting = parts_.state().policy.partner;
      if (!setting) break;
      return Draft{invitation_letter(names, letter.word, *setting), ""};
    }
    case LetterKind::kAlert:
      return Draft{alert_letter(names, letter.news), ""};
    case LetterKind::kFarewell:
      return Draft{farewell_letter(names, letter.farewell), ""};
    case LetterKind::kSummary:
      return draft_summary(letter, account);
  }
  return Error{ErrorCode::kNotFound, say("there is nobody to write to")};
}

Result<Draft> Letters::draft_summary(const Letter& letter, const MailAccount& account) {
  const State& state = parts_.state();
  WeekReader reader(*letter.span, state.zone.current);
  // What a day's urge came to may be noted after it, and a day's coverage is.
  const auto read = parts_.store.events({.since = letter.span->from, .kinds = week_kinds()},
                                        [&](const platform::EventRow& row) {
                                          reader.take(entry_of(row));
                                          return true;
                                        });
  if (!read) return read.error();
  std::optional<RecordMark> told;
  if (const auto mark = parse_mark(state.partner.mark)) told = *mark;
  auto check = check_record(parts_.store, told);
  if (!check) return check.error();
  if (check->story == RecordStory::kChanged && reader.week().erased > 0 && !check->broken_at) {
    check->story = RecordStory::kErased;
  }
  SummaryParts parts{.names = {account.name, letter.to_name},
                     .week = reader.week(),
                     .streak = view(state.streak, parts_.now()),
                     .shares_slips = state.policy.partner && state.policy.partner->shares_slips,
                     .story = check->story,
                     .mark = check->mark};
  return Draft{summary_letter(parts), to_text(check->mark)};
}

platform::ComposeTask Letters::task_for(const Letter& letter, const Draft& draft,
                                        const MailAccount& account) const {
  platform::ComposeTask task{
      .from_name = account.name,
      .from_mail = account.from,
      .to_name = letter.kind == LetterKind::kTest ? account.name : letter.to_name,
      .to_mail = letter.to,
      .subject = draft.text.subject,
      .text = draft.text.text,
      .html = draft.text.html,
      .message_id = message_id(letter, account),
      .date = letter.made.wall,
      .utc_offset = parts_.state().zone.current.offset_at(letter.made.wall),
      .unsubscribe_subject = kStopSubject,
      .chart = std::nullopt,
      .record = draft.mark};
  if (!draft.text.chart.empty()) {
    platform::WeekChart& chart = task.chart.emplace();
    for (const auto& column : draft.text.chart) {
      chart.days.push_back({column.label, column.urges, column.ridden_out});
    }
  }
  return task;
}

Result<Letter> Letters::next_summary(std::optional<std::chrono::local_days> week) const {
  const State& state = parts_.state();
  const TimeZone& zone = state.zone.current;
  const Moment now = parts_.now();
  if (!state.policy.partner) {
    return Error{ErrorCode::kRefused, say("no friend is named who would get a summary")};
  }
  Letter letter{.kind = LetterKind::kSummary,
                .to = state.policy.partner->mail,
                .to_name = state.policy.partner->name,
                .made = now};
  const auto& weekly = state.policy.partner->summary;
  if (weekly && !week) letter.made.wall = next_weekly_time(*weekly, now.wall, zone);
  if (week) {
    const auto monday = *week - (std::chrono::weekday(*week) - std::chrono::Monday);
    letter.span = ToldSpan{zone.to_wall(monday), zone.to_wall(monday + std::chrono::days(7))};
    if (letter.span->from > now.wall) {
      return Error{ErrorCode::kNotFound, say("that week is still to come")};
    }
    return letter;
  }
  // Of today is shown what there is, of the days to come nothing.
  const auto today = std::chrono::floor<std::chrono::days>(zone.to_local(now.wall));
  const Wall until =
      std::min(midnight_before(letter.made.wall, zone), zone.to_wall(today + std::chrono::days(1)));
  const Wall since = state.streak.first_start.value_or(now.wall);
  const Wall first = midnight_before(since, zone);
  letter.span = ToldSpan{
      state.partner.told_until.value_or(std::max(first, until - std::chrono::days(7))), until};
  if (letter.span->from >= letter.span->until) {
    return Error{ErrorCode::kNotFound, say("there is no whole day yet that it could tell of")};
  }
  return letter;
}

void Letters::preview(std::optional<std::chrono::local_days> week, OnPreview done) {
  const auto account = platform::read_mail_account(parts_.paths);
  if (!account) return done(account.error());
  const auto letter = next_summary(week);
  if (!letter) return done(letter.error());
  const auto written = draft_summary(*letter, *account);
  if (!written) return done(written.error());
  parts_.post.compose(task_for(*letter, *written, *account),
                      [text = written->text, done = std::move(done)](Result<std::string> bytes) {
                        if (!bytes) return done(bytes.error());
                        done(Preview{text.subject, text.text, std::move(*bytes)});
                      });
}

}  // namespace holdfast::daemon
