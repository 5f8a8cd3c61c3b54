#include "tray/link/link_words.h"

#include <unistd.h>

#include "tray/i18n.h"

namespace holdfast::tray {

LinkWords words_for(LinkState state) {
  switch (state) {
    case LinkState::kConnected:
      return {};
    case LinkState::kConnecting:
      return {_("Looking for Holdfast"), ""};
    case LinkState::kAway:
      return {_("Holdfast is not running"),
              _("What it blocked stays blocked. To start it: sudo systemctl start holdfastd")};
    case LinkState::kSilent:
      return {_("Holdfast takes its time"),
              _("It does not answer just now. What it blocked stays blocked.")};
    case LinkState::kRefused:
      return {_("Holdfast does not answer this user"),
              fill(_("It answers the person it was set up for. If that is you, holdfastd must be "
                     "started with: --person {1}"),
                   {std::to_string(::getuid())})};
    case LinkState::kOtherVersion:
      return {_("Holdfast was updated"), _("Log out and in again to see your days here.")};
  }
  return {};
}

}  // namespace holdfast::tray
