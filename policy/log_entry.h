#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "policy/moment.h"
#include "policy/phrase.h"

namespace holdfast {

/// The words for what can happen, as they stand in the store, in `holdfast log` and on the wire.
namespace kind {
inline constexpr std::string_view kStarted = "started";
inline constexpr std::string_view kUnobserved = "unobserved";  ///< detail: seconds
inline constexpr std::string_view kRuleAdded = "rule_added";
inline constexpr std::string_view kRuleChanged = "rule_changed";
inline constexpr std::string_view kRuleRemoved = "rule_removed";
inline constexpr std::string_view kRuleEnded = "rule_ended";
inline constexpr std::string_view kTakenBack = "taken_back";
inline constexpr std::string_view kPending = "pending";
inline constexpr std::string_view kPostponed = "postponed";
inline constexpr std::string_view kReady = "ready";
inline constexpr std::string_view kConfirmed = "confirmed";
inline constexpr std::string_view kCancelled = "cancelled";
inline constexpr std::string_view kLapsed = "lapsed";
inline constexpr std::string_view kRefused = "refused";
inline constexpr std::string_view kUrge = "urge";  ///< detail: how it was noticed; confidence (low)
inline constexpr std::string_view kRiddenOut = "ridden_out";  ///< detail: urge (its id), attempts
inline constexpr std::string_view kHelped = "helped";         ///< detail: urge, helped
inline constexpr std::string_view kSlip = "slip";             ///< detail: when, if not just then
inline constexpr std::string_view kMilestone = "milestone";   ///< detail: days
inline constexpr std::string_view kPromiseKept = "promise_kept";
inline constexpr std::string_view kTamper = "tamper";
inline constexpr std::string_view kBrowserWaits = "browser_waits";  ///< detail: browser (a name)
inline constexpr std::string_view kClock = "clock_turned";
inline constexpr std::string_view kZone = "zone_changed";
inline constexpr std::string_view kLayerFailed = "layer_failed";
inline constexpr std::string_view kLayerHolds = "layer_holds";
inline constexpr std::string_view kAllowanceAsked = "allowance_asked";
inline constexpr std::string_view kAllowanceOpened = "allowance_opened";
inline constexpr std::string_view kAllowanceClosed = "allowance_closed";
inline constexpr std::string_view kListUpdated = "list_updated";
inline constexpr std::string_view kCoverage = "coverage";  ///< detail: day, and as coverage.h
inline constexpr std::string_view kPartnerInvited = "partner_invited";
inline constexpr std::string_view kPartnerAgreed = "partner_agreed";
inline constexpr std::string_view kPartnerStopped = "partner_stopped";
inline constexpr std::string_view kLetterSent = "letter_sent";  ///< detail: letter (its kind)
inline constexpr std::string_view kLetterUnsure = "letter_unsure";
inline constexpr std::string_view kLetterRefused = "letter_refused";
inline constexpr std::string_view kExplained = "explained";  ///< detail: text
inline constexpr std::string_view kKeyMade = "key_made";
inline constexpr std::string_view kUnlocked = "unlocked";
inline constexpr std::string_view kCodeRefused = "code_refused";
inline constexpr std::string_view kAccountChanged = "account_changed";
inline constexpr std::string_view kErased = "record_erased";
inline constexpr std::string_view kDamage = "store_damaged";
}  // namespace kind

/// One thing that happened, as it is recorded and announced.
struct LogEntry {
  std::int64_t id = 0;
  Moment at;
  std::string kind;
  std::string subject;  ///< key of the rule concerned; may be empty
  boost::json::object detail;
};

/// What a word for a layer, or for the policy file beside them, is called for people.
Phrase layer_name(std::string_view word);

/// One plain sentence for people. Names the rule, since it goes to the person alone: never into a
/// notification, a mail or the system's journal.
Phrase sentence(const LogEntry& entry);

}  // namespace holdfast
