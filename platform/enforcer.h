#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/attempt.h"
#include "policy/block_set.h"
#include "policy/result.h"

namespace holdfast::platform {

/// What a layer was found to hold, compared with what it should.
struct Verdict {
  bool holds = false;
  Phrase drift;               ///< what differs, one sentence for the event log; empty if it holds
  /// Not empty: this machine has nothing that the layer could hold in, and this says so.
  Phrase nothing_here = {};
  std::vector<Phrase> notes;  ///< what this layer leaves to others ("12 hosts over 1,000 lines")
};

/// One way of holding a block set. Calls block for milliseconds; the daemon's loop makes them.
class Enforcer {
 public:
  virtual ~Enforcer() = default;
  virtual Layer layer() const = 0;
  /// Makes the layer hold exactly `set`; on failure what it held before still holds.
  virtual Result<void> apply(const BlockSet& set) = 0;
  /// Reads back what is there, through the system and not from memory. An Error means that it
  /// could not be read at all.
  virtual Result<Verdict> verify(const BlockSet& set) = 0;
  /// Removes all that this layer ever wrote, byte for byte, and nothing else.
  virtual Result<void> lift() = 0;
};

}  // namespace holdfast::platform
