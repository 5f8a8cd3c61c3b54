#pragma once

#include <string>

namespace holdfast::window {

/// What stands between the window and the daemon.
enum class Trouble {
  kNone,
  kConnecting,    ///< not known yet
  kAway,          ///< nothing listens
  kRefused,       ///< this user may not ask
  kOtherVersion,  ///< it speaks another contract
  kSlow,          ///< it answers, but not now
};

struct TroubleView {
  std::string title;
  std::string body;
  std::string command;  ///< what to type in a terminal; may be empty
};

/// Calm words: what it is, what still holds, what to do.
TroubleView trouble_view(Trouble trouble);

}  // namespace holdfast::window
