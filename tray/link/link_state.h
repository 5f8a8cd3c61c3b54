#pragma once

namespace holdfast::tray {

/// How a program stands with the daemon.
enum class LinkState {
  kConnecting,    ///< only at first, until it is known what is there
  kConnected,     ///< calls are taken, events come
  kAway,          ///< no daemon
  kSilent,        ///< there is one, and it does not answer now
  kRefused,       ///< there is one, and this user may not ask it
  kOtherVersion,  ///< there is one that speaks another contract
};

}  // namespace holdfast::tray
