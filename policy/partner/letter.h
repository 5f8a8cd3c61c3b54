#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "policy/moment.h"
#include "policy/phrase.h"
#include "policy/policy.h"

namespace holdfast {

enum class LetterKind : std::uint8_t {
  kTest,        ///< to the person
  kInvitation,  ///< to the friend, as all that follow
  kSummary,
  kAlert,
  kFarewell,  ///< that nothing comes any more
};

enum class LetterStage : std::uint8_t {
  kWriting,  ///< its bytes are being put together
  kWaiting,  ///< to be sent, again where that failed
  kSending,
  kSent,
  kRefused,
  kUnsure,     ///< it may have gone: never sent again
  kWithdrawn,  ///< not to be sent any more
};

/// The days that a summary tells of, from one local midnight to another.
struct ToldSpan {
  Wall from;
  Wall until;  ///< exclusive
  friend bool operator==(const ToldSpan&, const ToldSpan&) = default;
};

/// What a friend is told at once, and how often each happened.
struct News {
  std::map<AlertKind, int> counts;
  bool leaving = false;  ///< it was asked that they be told no more, or less
  int refused = 0;       ///< loosenings that a lock did not let through
  bool leaving_refused = false;

  bool empty() const { return counts.empty() && !leaving && refused == 0 && !leaving_refused; }
  friend bool operator==(const News&, const News&) = default;
};

/// Why a farewell is sent.
enum class Farewell : std::uint8_t { kRemoved, kStopped };

/// A letter of the outbox. Its bytes are kept beside it, in the record.
struct Letter {
  std::int64_t id = 0;
  LetterKind kind = LetterKind::kTest;
  std::string to;
  std::string to_name;
  Moment made;  ///< the instant is in its Date and its Message-ID
  LetterStage stage = LetterStage::kWriting;
  int tries = 0;
  std::optional<Elapsed> next_try;  ///< while it is being written or waits
  Phrase answer;                    ///< what became of the last try
  bool needs_account = false;       ///< the account has to be put right before it can go

  std::optional<ToldSpan> span;        ///< of a summary
  std::string mark;                    ///< of a summary that is written: of the record then
  std::int64_t breaks = 0;             ///< ... and how many places of it did not fit
  std::string sender;                  ///< of one that is written: the account that is in it
  News news;                           ///< of an alert; of a farewell, what was still to be told
  std::optional<ToldSpan> maybe_lost;  ///< of a summary: days of one that may not have arrived
  std::string word;                    ///< of an invitation
  Farewell farewell = Farewell::kRemoved;

  friend bool operator==(const Letter&, const Letter&) = default;
};

/// Whether something is still to be done about it.
inline bool is_open(const Letter& letter) {
  return letter.stage == LetterStage::kWriting || letter.stage == LetterStage::kWaiting ||
         letter.stage == LetterStage::kSending;
}

/// As on the wire and in the record.
std::string_view word(LetterKind kind);
std::string_view word(LetterStage stage);
std::optional<LetterKind> letter_kind(std::string_view word);
std::optional<LetterStage> letter_stage(std::string_view word);

/// How long a letter that did not go rests after so many tries: ever longer, six hours at most.
std::chrono::minutes pause_after(int tries);

}  // namespace holdfast
