#pragma once

#include <optional>
#include <string>

#include "tray/window/snapshot.h"

namespace holdfast::window {

/// What there is to say of the friend's one-time key.
struct KeyView {
  bool has_key = false;
  std::string state;  ///< whether there is one, and from when it counts
  std::string pass;   ///< until when a loosening is taken at once; empty: none is open
};
KeyView key_view(const Snapshot& snapshot);

/// A key that was just made; told this once.
struct NewKey {
  std::string uri;     ///< for the picture
  std::string secret;  ///< for typing, in fours, four of them a line
  std::string counts;  ///< from when it counts, a sentence
};
/// Of the answer to MakePartnerKey; nothing where it holds no key.
std::optional<NewKey> new_key(const boost::json::object& answer, std::chrono::sys_seconds now);

/// The six digits as the daemon wants them, without the blanks between; nothing for anything else.
std::optional<std::string> code_of(const std::string& typed);

/// What the answer to Unlock means.
std::string unlocked_words(const boost::json::object& answer, std::chrono::sys_seconds now);

}  // namespace holdfast::window
