#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "policy/attempt.h"
#include "policy/log_entry.h"
#include "policy/partner/partner_effect.h"
#include "policy/state.h"

namespace holdfast {

/// What is to be done about an event, in order. Outcomes come back as events.
namespace effect {

/// Write the policy file.
struct SavePolicy {
  std::string text;
};

/// Store the entry, then announce it.
struct Record {
  LogEntry entry;
};

/// Store one attempt as part of an urge.
struct RecordAttempt {
  std::int64_t urge = 0;
  Attempt attempt;
};

/// Make every layer hold `State::block_set`, verify it, report each.
struct Enforce {};

/// Verify one layer and make it hold again.
struct EnforceLayer {
  Layer layer = Layer::kHosts;
};

struct Resolve {
  std::vector<HostName> names;
};

/// Read and compile a list.
struct ImportList {
  std::string name;
  std::string path;
};

struct AnswerEdit {
  RequestId request = 0;
  EditOutcome outcome;
};

/// Answers an urge, ride, slip or promise with the entry recorded for it, an allowance likewise.
struct AnswerEntry {
  RequestId request = 0;
  LogEntry entry;
};

}  // namespace effect

using Effect =
    std::variant<effect::SavePolicy, effect::Record, effect::RecordAttempt, effect::Enforce,
                 effect::EnforceLayer, effect::Resolve, effect::ImportList, effect::AnswerEdit,
                 effect::AnswerEntry, effect::FindWord, effect::WriteLetter, effect::KeepLetter,
                 effect::SendLetter, effect::AnswerLetter, effect::MakeKey>;

}  // namespace holdfast
