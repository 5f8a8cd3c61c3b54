#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/moment.h"
#include "policy/partner/partner_event.h"

namespace holdfast {

// Effects that concern the partner and the letters; see effect.h.
namespace effect {

/// Choose a word for an invitation.
struct FindWord {};

/// Put the bytes of a letter together.
struct WriteLetter {
  std::int64_t letter = 0;
};

/// Store the bytes of a letter with all that is remembered; without, let go of them.
struct KeepLetter {
  std::int64_t letter = 0;
  std::optional<std::string> bytes;
};

/// Send a letter whose bytes are kept.
struct SendLetter {
  std::int64_t letter = 0;
};

struct AnswerLetter {
  RequestId request = 0;
  std::int64_t letter = 0;
};

/// Make a new key for the partner and tell it to whoever asked.
struct MakeKey {
  RequestId request = 0;
  Wall counts_from;
};

}  // namespace effect
}  // namespace holdfast
