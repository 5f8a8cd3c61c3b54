#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/attempt.h"
#include "policy/coverage.h"
#include "policy/moment.h"
#include "policy/partner/partner_event.h"
#include "policy/state.h"

namespace holdfast {

/// Everything that can reach `step`. Each is a fact or a wish with no decision in it.
namespace event {

/// The daemon has loaded what it remembers; `state` holds it already.
struct Started {
  std::optional<std::string> file;  ///< the policy file as it is; nothing: there is none
  Phrase file_failure;              ///< not empty: there is one, and it cannot be read
  std::optional<Phrase> damage;     ///< what was found wrong with the store
  TimeZone zone;                    ///< the machine's, now
  Coverage missed;                  ///< how the time went since Holdfast last ran
};

/// Statements from the command line.
struct EditAsked {
  RequestId request = 0;
  std::vector<std::string> lines;
};

/// A whole policy: by command, or because the file was changed by hand (then request is 0).
struct PolicyProposed {
  RequestId request = 0;
  std::string text;
};

/// The policy file was changed, and cannot be read.
struct PolicyUnreadable {
  Phrase failure;
};

/// The policy file is gone.
struct PolicyMissing {};

/// The statement of a key, or the rule on a target, is to be taken away.
struct UnblockAsked {
  RequestId request = 0;
  std::string what;
};

struct ConfirmAsked {
  RequestId request = 0;
  std::int64_t id = 0;
};

struct CancelAsked {
  RequestId request = 0;
  std::int64_t id = 0;
};

struct AllowanceAsked {
  RequestId request = 0;
  std::string target;
  std::string purpose;
  std::chrono::minutes length{};
};

/// The person says that contact happened.
struct SlipReported {
  RequestId request = 0;
  std::optional<Wall> when;
};

/// The person says that an urge is here.
struct UrgeReported {
  RequestId request = 0;
  std::string note;
};

/// The person has ridden an urge out.
struct RideReported {
  RequestId request = 0;
  std::int64_t id = 0;
  std::optional<Help> helped;  ///< with what
};

/// The person pressed *Let it pass* on the kind page that stood in the place of that rule.
struct LetItPass {
  std::string rule;  ///< key
};

/// A small promise was kept today.
struct PromiseKept {
  RequestId request = 0;
  std::string key;
};

/// A detector saw something; `rule` answers for it, found with `answer_for` (why.h).
struct AttemptSeen {
  Attempt attempt;
  std::string rule;
  HostReason reason = HostReason::kTarget;
};

/// A browser runs since before its policies were there, and reads them at its start only.
struct BrowserWaits {
  std::string browser;  ///< for people: "Firefox ESR"
};

/// A connection that asked for a name which is not blocked went to the address of one that is.
struct NeighbourSeen {
  HostName name;
};

/// Somebody changed what a layer holds.
struct TamperSeen {
  Layer layer = Layer::kHosts;
  Phrase what;
  std::optional<Program> by;
};

/// How a layer is after it was applied and verified.
struct LayerReported {
  Layer layer = Layer::kHosts;
  LayerHealth health;
};

struct NameResolved {
  HostName name;
  std::vector<IpAddress> addresses;  ///< empty: no answer
  std::chrono::seconds ttl{};
};

/// A list was read and compiled, or could not be.
struct ListImported {
  std::string name;
  std::string index;
  std::int64_t names = 0;
  std::int64_t removed = 0;  ///< names of the index held before that are missing now
  Phrase failure;            ///< not empty: nothing was imported
};

struct ZoneChanged {
  TimeZone zone;
};

/// The wall clock was turned by so much.
struct ClockTurned {
  std::chrono::milliseconds by{};
};

/// The policy file was written, or could not be.
struct PolicySaved {
  Phrase failure;  ///< empty: it was
};

/// What was recorded turned out damaged while running, and the record was begun anew.
struct RecordDamaged {
  Phrase text;
};

/// All that was recorded about the person is gone, as they wished. The policy is not.
struct RecordErased {};

/// A wake-up that `step` asked for.
struct TimePassed {};

}  // namespace event

struct Event {
  Moment at;
  std::variant<event::Started, event::EditAsked, event::PolicyProposed, event::PolicyMissing,
               event::PolicyUnreadable, event::BrowserWaits, event::UnblockAsked,
               event::ConfirmAsked, event::CancelAsked, event::AllowanceAsked, event::SlipReported,
               event::UrgeReported, event::RideReported, event::LetItPass, event::PromiseKept,
               event::AttemptSeen, event::NeighbourSeen, event::TamperSeen, event::LayerReported,
               event::NameResolved, event::ListImported, event::ZoneChanged, event::ClockTurned,
               event::PolicySaved, event::RecordDamaged, event::RecordErased, event::InviteAsked,
               event::WordFound, event::AgreedReported, event::StopReported, event::TestAsked,
               event::SummaryAsked, event::LetterWritten, event::LetterSent, event::AccountChanged,
               event::Explained, event::KeyAsked, event::CodeGiven, event::Absent,
               event::TimePassed>
      what;
};

}  // namespace holdfast
