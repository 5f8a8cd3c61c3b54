#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/step.h"

namespace holdfast {

/// How long a failing layer is left before it is enforced anew.
inline constexpr std::chrono::seconds kTryLayerAgain{30};

/// How long before a list that cannot be read is tried again.
inline constexpr std::chrono::minutes kTryListAgain{5};

/// The hands of `step`: the state being changed and the effects so far. One .cc a family of events.
class Stepper {
 public:
  Stepper(State state, Moment now) : state_(std::move(state)), now_(now) {}

  void take(const event::Started&);
  void take(const event::EditAsked&);
  void take(const event::PolicyProposed&);
  void take(const event::PolicyMissing&);
  void take(const event::PolicyUnreadable&);
  void take(const event::BrowserWaits&);
  void take(const event::UnblockAsked&);
  void take(const event::ConfirmAsked&);
  void take(const event::CancelAsked&);
  void take(const event::AllowanceAsked&);
  void take(const event::SlipReported&);
  void take(const event::UrgeReported&);
  void take(const event::RideReported&);
  void take(const event::LetItPass&);
  void take(const event::PromiseKept&);
  void take(const event::AttemptSeen&);
  void take(const event::NeighbourSeen&);
  void take(const event::TamperSeen&);
  void take(const event::LayerReported&);
  void take(const event::NameResolved&);
  void take(const event::ListImported&);
  void take(const event::ZoneChanged&);
  void take(const event::ClockTurned&);
  void take(const event::PolicySaved&);
  void take(const event::RecordDamaged&);
  void take(const event::RecordErased&);
  void take(const event::InviteAsked&);
  void take(const event::WordFound&);
  void take(const event::AgreedReported&);
  void take(const event::StopReported&);
  void take(const event::TestAsked&);
  void take(const event::SummaryAsked&);
  void take(const event::LetterWritten&);
  void take(const event::LetterSent&);
  void take(const event::AccountChanged&);
  void take(const event::Explained&);
  void take(const event::KeyAsked&);
  void take(const event::CodeGiven&);
  void take(const event::Absent&) {}      // counted before time passes
  void take(const event::TimePassed&) {}  // all that time does, pass_time does for every event

  /// Time in which the machine was away is no time that passed under watch. Before `pass_time`.
  void count_absence(const event::Absent&);
  /// So that the row of a day that is over by now has what was missed of it. Before `pass_time`.
  void count_missed(const event::Started& started) { state_.coverage.sum += started.missed; }
  /// Ends, lapses, opens and closes whatever is due, before the event itself is looked at.
  void pass_time();
  /// After `pass_time`, for an event that changes nothing of what a block set is made of: `settle`
  /// need not compile one unless time did.
  void expect_same_block_set();
  /// Compiles the block set anew, asks for it to be enforced where it differs, looks up names.
  void settle();
  std::optional<Elapsed> next_wake() const;

  Step finish() && {
    const std::optional<Elapsed> wake = next_wake();  // of the state, so before it is moved away
    return {std::move(state_), std::move(effects_), wake};
  }

 private:
  // step.cc
  void compile_anew();
  std::int64_t fresh_id() { return ++state_.last_id; }
  LogEntry record(std::string_view kind, std::string subject, boost::json::object detail = {});
  void answer(RequestId request, EditOutcome outcome);
  Elapsed to_elapsed(Wall wall) const { return now_.elapsed + (wall - now_.wall); }

  // step_edit.cc
  bool is_over(const Statement& statement) const;
  void propose(RequestId request, const RulesText& proposed);
  void hold(RulesText rules);
  void remember(const std::vector<Change>& changes);
  void make_wait(const Change& change, EditOutcome& outcome);
  bool take_back(const Change& removal, RulesText& rules);
  void refuse(RequestId request, Phrase text, std::optional<Wall> until = {});
  void answer_when_held(RequestId request, EditOutcome outcome);
  void answer_those_held();
  void import_new_lists();
  void take_index(const std::string& key, ImportedList& list, const event::ListImported& imported);
  void let_go_later(const std::string& key, const std::string& index, std::int64_t names);

  static boost::json::object mention(const PendingEdit& edit);

  // step_watch.cc
  void take_file_as_found(const event::Started& started);
  void forbid_to_take_back();
  void remember_ends();
  void postpone(const event::AttemptSeen& seen);

  // step_pending.cc
  void confirm(const event::ConfirmAsked& asked);
  std::optional<EditOutcome> why_not_confirm(const PendingEdit& edit) const;

  // step_support.cc
  void announce_milestone();
  LogEntry& ride(const std::vector<EpisodeBook::Ended>& ended, std::optional<Help> helped);
  void say_what_helped(const event::RideReported& reported);

  // step_partner.cc
  void follow_partner();
  void begin_summaries();
  void invite();
  void end_letters(Farewell why);
  bool may_be_told() const;
  bool is_free_choice(const Change& change) const;

  // step_alert.cc
  void tell(AlertKind what);
  void tell_of_loosening(const Change& change);
  void tell_of_refusal(const Change& change);
  void tell_of_unverified(std::chrono::milliseconds time);
  void write_alert();
  News news_left() const;

  // step_letters.cc
  void note_arrival(const Letter& letter, event::Delivery delivery);
  void forget_letters();
  Letter& write(LetterKind kind, std::string to, std::string to_name);
  void write_due_summary();
  Letter* newest(LetterKind kind);
  bool write_summary();
  std::optional<ToldSpan> days_to_tell() const;
  void move_letters();
  void begin_letters_anew();
  void withdraw(LetterKind kind);
  bool is_wanted(const Letter& letter) const;
  void try_later(Letter& letter, LetterStage stage, Elapsed when);
  void finish_letter(Letter& letter, LetterStage stage);
  void let_go_of_old_letters();
  std::optional<Elapsed> next_letter() const;

  // step_key.cc
  bool has_pass() const;
  void use_pass() { state_.partner.pass_until.reset(); }
  void settle_waiting(const Change& loosening);

  // step_time.cc
  void count_coverage();
  void record_coverage();
  void end_rules();
  void lapse_pending();
  void turn_allowances();
  void end_urges(const std::vector<EpisodeBook::Ended>& ended);

  State state_;
  Moment now_;
  std::vector<Effect> effects_;
  bool enforce_anyway_ = false;
  bool is_settled_ = false;
};

}  // namespace holdfast
