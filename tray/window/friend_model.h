#pragma once

#include <string>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

/// The friend's, as the contract has it.
enum class Consent { kNone, kInvited, kAgreed, kStopped };

/// The one trusted friend, in words. All of it is for the person's own eyes: the friend's name
/// stands in it.
struct FriendView {
  bool is_told = false;   ///< false: the daemon knows no friends yet
  bool is_named = false;  ///< false: there is none, and the rest says nothing
  std::string name;
  std::string mail;
  Consent consent = Consent::kNone;
  std::string tag;  ///< `said yes`
  std::string consent_words;
  std::string next_step;       ///< what comes next; empty where nothing has to
  std::string invite;          ///< what the button says that invites; empty: not now
  std::string summary;         ///< when the next one goes
  bool needs_account = false;  ///< the next step is an account that mail can go by

  std::vector<std::string> told_at_once;
  std::string slips;

  bool takes_word() const { return is_named && consent == Consent::kInvited; }
  bool can_send() const { return is_named && consent == Consent::kAgreed && !needs_account; }
  bool can_stop() const {
    return is_named && (consent == Consent::kAgreed || consent == Consent::kInvited);
  }
};
FriendView friend_view(const Snapshot& snapshot);

/// `Verified 99.9 % of the time the computer was on; 2 min not running.`, from GetStatus.
std::string coverage_words(const Snapshot& snapshot);

/// One letter of the outbox.
struct LetterRow {
  std::string title;  ///< `Summary, 8 Mar 18:00`
  std::string state;
  std::string answer;       ///< what the account said; empty where it says nothing new
  bool is_trouble = false;  ///< it did not arrive, or may not have
};
/// The newest first, a handful.
std::vector<LetterRow> letter_rows(const Snapshot& snapshot);

/// What became of the newest letter, in one sentence; empty where there is none.
std::string last_letter_words(const Snapshot& snapshot);

/// What is said after a letter was asked for.
std::string letter_words(const boost::json::object& letter);

}  // namespace holdfast::window
