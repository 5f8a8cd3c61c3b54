#pragma once

#include <optional>
#include <string_view>

#include "policy/phrase.h"

namespace holdfast::platform {

/// What became of one letter that was to be sent.
struct MailVerdict {
  enum class Kind {
    kSent,           ///< the server took it and answers for it
    kLater,          ///< nothing went; the same may work in a while
    kRefused,        ///< nothing went; this recipient or this letter is not taken
    kMisconfigured,  ///< nothing went; the account has to be put right first
    kUnsure,         ///< it may have gone; it is not sent again
  };
  Kind kind = Kind::kLater;
  /// One sentence for the person, without a full stop; holds no password and no recipient.
  Phrase text;

  friend bool operator==(const MailVerdict&, const MailVerdict&) = default;
};

/// "sent", "later", "refused", "misconfigured", "unsure".
std::string_view word_of(MailVerdict::Kind kind);
std::optional<MailVerdict::Kind> verdict_kind(std::string_view word);

}  // namespace holdfast::platform
