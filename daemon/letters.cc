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

// One that has its time in it is not given twice: no two letters of a kind are made in a
// thousandth of a second.
std::string message_id(const Letter& letter, const MailAccount& account) {
  return "holdfast." + std::string(word(letter.kind)) + "." +
         std::to_string(letter.made.wall.time_since_epoch().count()) + "@" +
         domain_of(account.from);
}

std::string sender_of(const MailAccount& account) {
  return account.name + " <" + account.from + ">";
}

// How long what was looked at goes as it was.
constexpr std::chrono::minutes kLookedAtFor{15};

}  // namespace

Result<RecordCheck> check_record(platform::Store& store, const std::optional<ToldRecord>& told) {
  const auto chain = store.verify_chain();
  if (!chain) return chain.error();
  RecordCheck check{.mark = make_mark(chain->rows, chain->head),
                    .broken_at = chain->broken_at,
                    .breaks = chain->breaks};
  if (!told) return check;
  const auto there = store.hash_of(told->mark.entries);
  if (!there) return there.error();
  check.story = story_of(told->mark, told->breaks, {*there, chain->breaks});
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
  const std::string sender = sender_of(*account);
  if (is_looked_at(found->second, sender)) {
    return parts_.submit(event::LetterWritten{.id = write.letter,
                                              .bytes = looked_at_->bytes,
                                              .mark = looked_at_->draft.mark,
                                              .breaks = looked_at_->draft.breaks,
                                              .sender = sender});
  }
  auto written = draft(found->second, *account);
  if (!written) return fail(written.error());
  parts_.post.compose(task_for(found->second, *written, *account),
                      [this, id = write.letter, mark = written->mark, breaks = written->breaks,
                       sender](Result<std::string> bytes) {
                        event::LetterWritten done{
                            .id = id, .mark = mark, .breaks = breaks, .sender = sender};
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
  // An answer to it would go to the former address.
  if (letter->second.sender != sender_of(*account)) {
    return answer(event::Delivery::kLost, say("the account is another one: it is written anew"));
  }
  parts_.post.send(
      {id, account->from, letter->second.to, bytes->second},
      [answer](const MailVerdict& verdict) { answer(delivery_of(verdict.kind), verdict.text); });
}

Result<Draft> Letters::draft(const Letter& letter, const MailAccount& account) {
  const Names names{account.name, letter.to_name};
  switch (letter.kind) {
    case LetterKind::kTest:
      return Draft{test_letter(names)};
    case LetterKind::kInvitation: {
      const auto& setting = parts_.state().policy.partner;
      if (!setting) break;
      return Draft{invitation_letter(names, letter.word, *setting)};
    }
    case LetterKind::kAlert:
      return Draft{alert_letter(names, letter.news)};
    case LetterKind::kFarewell:
      return Draft{farewell_letter(names, letter.farewell, letter.news)};
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
  std::optional<ToldRecord> told;
  if (const auto mark = parse_mark(state.partner.mark)) {
    told = ToldRecord{*mark, state.partner.breaks};
  }
  auto check = check_record(parts_.store, told);
  if (!check) return check.error();
  if (check->story == RecordStory::kChanged && check->breaks == 0) {
    const auto erased = parts_.store.last(kind::kErased);
    if (!erased) return erased.error();
    const bool since = *erased && (*erased)->at.wall >= state.partner.mailed.value_or(Wall::min());
    if (since) check->story = RecordStory::kErased;
  }
  const auto day_of = [&](Wall at) {
    return std::chrono::floor<std::chrono::days>(state.zone.current.to_local(at));
  };
  SummaryParts parts{.names = {account.name, letter.to_name},
                     .week = reader.week(),
                     .streak = view(state.streak, parts_.now()),
                     .shares_slips = state.policy.partner && state.policy.partner->shares_slips,
                     .story = check->story,
                     .mark = check->mark,
                     .mailed = std::nullopt,
                     .today = day_of(letter.made.wall),
                     .maybe_lost = std::nullopt};
  if (state.partner.mailed) parts.mailed = day_of(*state.partner.mailed);
  if (letter.maybe_lost) parts.maybe_lost = days_of(*letter.maybe_lost, state.zone.current);
  return Draft{summary_letter(parts), to_text(check->mark), check->breaks};
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

Result<Letter> Letters::summary_to_show(const Which& which) const {
  const State& state = parts_.state();
  const TimeZone& zone = state.zone.current;
  const Moment now = parts_.now();
  const auto& setting = state.policy.partner;
  if (!setting) {
    return Error{ErrorCode::kRefused, say("no friend is named who would get a summary")};
  }
  Letter letter{.kind = LetterKind::kSummary,
                .to = setting->mail,
                .to_name = setting->name,
                .made = now,
                .maybe_lost = state.partner.maybe_lost};
  letter.made.wall = std::chrono::floor<std::chrono::seconds>(now.wall);
  const auto today = std::chrono::floor<std::chrono::days>(zone.to_local(now.wall));
  if (const auto* day = std::get_if<std::chrono::local_days>(&which)) {
    const auto monday = *day - (std::chrono::weekday(*day) - std::chrono::Monday);
    if (monday > today) return Error{ErrorCode::kNotFound, say("that week is still to come")};
    const auto end = std::min(monday + std::chrono::days(7), today + std::chrono::days(1));
    letter.span = ToldSpan{zone.to_wall(monday), zone.to_wall(end)};
    return letter;
  }
  // Of today is shown what there is, of the days to come nothing.
  Wall until = midnight_before(now.wall, zone);
  if (std::holds_alternative<Next>(which) && setting->summary) {
    letter.made.wall = next_weekly_time(*setting->summary, now.wall, zone);
    until = std::min(midnight_before(letter.made.wall, zone),
                     zone.to_wall(today + std::chrono::days(1)));
  }
  const Wall first = midnight_before(state.streak.first_start.value_or(now.wall), zone);
  const Wall from = std::max(first, until - std::chrono::days(7));
  letter.span = ToldSpan{state.partner.told_until.value_or(from), until};
  if (letter.span->from >= letter.span->until) {
    return Error{ErrorCode::kNotFound, say("there is no whole day yet that it could tell of")};
  }
  return letter;
}

bool Letters::is_looked_at(const Letter& letter, const std::string& sender) const {
  return looked_at_ && letter.kind == LetterKind::kSummary && looked_at_->sender == sender &&
         letter.made.wall == looked_at_->letter.made.wall &&
         letter.span == looked_at_->letter.span && letter.to == looked_at_->letter.to;
}

std::optional<Wall> Letters::looked_at() const {
  if (!looked_at_) return std::nullopt;
  const Moment& made = looked_at_->letter.made;
  const bool is_fresh = parts_.now().elapsed <= made.elapsed + kLookedAtFor;
  return is_fresh ? std::optional(made.wall) : std::nullopt;
}

void Letters::preview(const Which& which, OnPreview done) {
  const auto account = platform::read_mail_account(parts_.paths);
  if (!account) return done(account.error());
  const auto letter = summary_to_show(which);
  if (!letter) return done(letter.error());
  auto written = draft_summary(*letter, *account);
  if (!written) return done(written.error());
  const bool may_be_sent = std::holds_alternative<Now>(which);
  parts_.post.compose(task_for(*letter, *written, *account),
                      [this, may_be_sent, letter = *letter, sender = sender_of(*account),
                       draft = *written, done = std::move(done)](Result<std::string> bytes) {
                        if (!bytes) return done(bytes.error());
                        if (may_be_sent) looked_at_ = LookedAt{letter, sender, draft, *bytes};
                        done(Preview{draft.text.subject, draft.text.text, std::move(*bytes)});
                      });
}

}  // namespace holdfast::daemon
