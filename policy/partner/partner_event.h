#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "policy/moment.h"
#include "policy/phrase.h"

namespace holdfast {

using RequestId = std::uint64_t;  ///< 0: nobody waits for an answer

// Events that concern the partner and the letters; see event.h.
namespace event {

struct InviteAsked {
  RequestId request = 0;
};

/// The word that an invitation is to hold.
struct WordFound {
  std::string word;
};

/// The person enters the word that the friend told them.
struct AgreedReported {
  RequestId request = 0;
  std::string word;
};

/// The friend wants no more mail.
struct StopReported {
  RequestId request = 0;
};

/// A letter to the person's own address.
struct TestAsked {
  RequestId request = 0;
  std::string to;
};

/// A summary, now.
struct SummaryAsked {
  RequestId request = 0;
  std::optional<Wall> made;  ///< the time in one that the person has looked at already
};

struct LetterWritten {
  std::int64_t id = 0;
  Phrase failure;           ///< not empty: there are no bytes
  std::string bytes;        ///< the whole mail
  std::string mark;         ///< of a summary
  std::int64_t breaks = 0;  ///< of the record then: see Letter
  std::string sender;       ///< the account that it is written for
};

enum class Delivery : std::uint8_t {
  kSent,
  kLater,
  kRefused,
  kMisconfigured,
  kUnsure,
  kLost,  ///< its bytes are gone, and it did not go
};

struct LetterSent {
  std::int64_t id = 0;
  Delivery delivery = Delivery::kLater;
  Phrase answer;
};

/// The mail account was set up anew.
struct AccountChanged {
  bool is_other = false;  ///< the sender, the server, the user or the program that sends
};

/// The person says why something was changed from outside.
struct Explained {
  RequestId request = 0;
  std::string text;
};

struct KeyAsked {
  RequestId request = 0;
};

/// The partner's code was entered; `step` is the time step that it belongs to, if to any.
struct CodeGiven {
  RequestId request = 0;
  std::optional<std::int64_t> step;
};

/// The machine was away: time in which nothing could be blocked, nor needed to be.
struct Absent {
  std::chrono::milliseconds off{};
  std::chrono::milliseconds asleep{};
};

}  // namespace event
}  // namespace holdfast
