#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/address_book.h"
#include "policy/attempt.h"
#include "policy/block_set.h"
#include "policy/catalog.h"
#include "policy/coverage.h"
#include "policy/edit.h"
#include "policy/moment.h"
#include "policy/partner/partner_state.h"
#include "policy/phrase.h"
#include "policy/policy.h"
#include "policy/promise.h"
#include "policy/rules_text.h"
#include "policy/streak.h"
#include "policy/support.h"
#include "policy/time_zone.h"
#include "policy/urge.h"

namespace holdfast {

/// What is remembered of a statement beside its text.
struct RuleMemory {
  Elapsed made;
  std::optional<Wall> ends;  ///< pinned when the statement was taken
  friend bool operator==(const RuleMemory&, const RuleMemory&) = default;
};

/// A loosening that waits.
struct PendingEdit {
  std::int64_t id = 0;
  Change change;
  std::string drop_index;  ///< a list's former index to let go of, instead of a change of text
  Moment asked;
  Elapsed ready;  ///< from here it can be confirmed
  int postponed = 0;
  bool announced = false;  ///< the person was told that it is ready
  friend bool operator==(const PendingEdit&, const PendingEdit&) = default;
};

/// A declared window of necessary contact.
struct Allowance {
  std::int64_t id = 0;
  Target target;
  std::string purpose;
  Elapsed opens;
  Elapsed closes;
  bool is_open = false;
  friend bool operator==(const Allowance&, const Allowance&) = default;
};

/// A compiled list. More than one index is held while the removal of names waits.
struct ImportedList {
  std::vector<std::string> indexes;  ///< what the list says now, then those that it said before
  std::int64_t names = 0;
  std::optional<Elapsed> try_again = std::nullopt;  ///< while it cannot be read
  Phrase failure = {};                              ///< why; not remembered
  friend bool operator==(const ImportedList&, const ImportedList&) = default;
};

/// The person's zone. After a change, openings need both zones to agree until the cooling-off has
/// passed: travel goes on working, and turning the zone opens nothing.
struct ZoneMemory {
  TimeZone current;
  std::optional<TimeZone> previous;
  Elapsed settles;
  friend bool operator==(const ZoneMemory&, const ZoneMemory&) = default;
};

enum class LayerCondition : std::uint8_t { kOff, kUnavailable, kFailing, kHolding };

struct LayerHealth {
  LayerCondition condition = LayerCondition::kOff;
  Phrase detail;
  std::vector<Phrase> notes;
  friend bool operator==(const LayerHealth&, const LayerHealth&) = default;
};

/// A row of like disturbances of one layer, recorded as one.
struct TamperEpisode {
  Elapsed last;
  int count = 0;
};

/// How the time went since the beginning, and what of that is on record: a row a day.
struct CoverageMemory {
  Coverage sum;
  Coverage told;
  std::optional<std::chrono::local_days> day;  ///< that the next row is about
  friend bool operator==(const CoverageMemory&, const CoverageMemory&) = default;
};

/// How an edit ended, for whoever asked.
struct EditOutcome {
  enum class Kind : std::uint8_t { kDone, kPending, kUnchanged, kRefused, kBadRules, kNotFound };
  Kind kind = Kind::kUnchanged;
  std::vector<Phrase>
      applied;  ///< statements as they now stand, `removed: ` before one that is gone
  std::vector<std::int64_t> pending;  ///< ids
  std::vector<Phrase> refused;        ///< parts that a lock did not let through
  std::vector<RuleProblem> problems;  ///< with kBadRules
  Phrase text;                        ///< with kRefused and kNotFound
  std::optional<Wall> until;          ///< with kRefused: when it would be taken
};

/// An edit that is saved and waits for the layers' word that it holds.
struct AwaitedAnswer {
  RequestId request = 0;
  std::set<Layer> outstanding;
  std::set<std::string> lists;  ///< that are being read
  EditOutcome outcome;
};

/// All that the daemon knows; only `step` changes it.
struct State {
  std::shared_ptr<const Catalog> catalog;

  // Remembered across restarts (memory.h).
  RulesText rules;
  std::string former_text;  ///< of `rules` before they last changed; may still be in the file
  std::map<std::string, RuleMemory> memory;  ///< by statement key
  std::map<std::int64_t, PendingEdit> pending;
  std::map<std::int64_t, Allowance> allowances;
  std::map<std::string, ImportedList> lists;  ///< by list name
  std::map<std::string, Elapsed> taken_back;  ///< by rule key
  ZoneMemory zone;
  StreakState streak;
  EpisodeBook episodes;
  HelpMemory helped;
  std::map<std::string, PromiseMemory> promises;  ///< by statement key
  CoverageMemory coverage;
  PartnerState partner;
  std::int64_t last_id = 0;                ///< of log entries, pending edits and allowances alike
  std::set<std::string> failing_recorded;  ///< layers whose failure is in the log

  // Known while running.
  Policy policy;  ///< of `rules`
  BlockSet block_set;
  std::vector<Target> open;  ///< targets that were left out of `block_set`, being open just then
  AddressBook addresses;
  std::map<Layer, LayerHealth> health;
  bool has_gap = false;                ///< a rule is held by no layer that could hold it here
  std::map<Layer, Elapsed> try_again;  ///< when a failing layer is enforced anew
  std::map<Layer, TamperEpisode> tampering;
  std::map<std::int64_t, Elapsed> passed;  ///< urges of late that ended by themselves, and when
  std::vector<AwaitedAnswer> awaited;
  std::optional<Elapsed> last_step;  ///< since when coverage is to be counted
  Phrase file_problem;               ///< why the policy file as it stands on disk is not taken
};

}  // namespace holdfast
