#include "tray/window/trouble_model.h"

#include "tray/i18n.h"

namespace holdfast::window {

TroubleView trouble_view(Trouble trouble) {
  switch (trouble) {
    case Trouble::kNone:
      return {};
    case Trouble::kConnecting:
      return {_("One moment"), _("Looking for Holdfast on this computer."), ""};
    case Trouble::kAway:
      return {_("Holdfast is not running"),
              _("What was put out of reach stays out of reach. The days go on counting; only new "
                "urges are not noticed until it runs again. To start it, type this in a terminal. "
                "This page goes away by itself."),
              "sudo systemctl start holdfastd"};
    case Trouble::kRefused:
      return {_("Holdfast belongs to another user here"),
              _("It answers only the person who set it up. Log in as that user. If it is yours and "
                "was set up as somebody else, set it up anew from your own account."),
              "sudo packaging/run"};
    case Trouble::kOtherVersion:
      return {_("Two versions that do not understand each other"),
              _("Everything goes on holding. Update Holdfast and its window together, then start "
                "it anew."),
              "sudo systemctl restart holdfastd"};
    case Trouble::kSlow:
      return {_("Holdfast takes its time"),
              _("It is busy, perhaps with a long list. Nothing is lost; this goes on by itself."),
              ""};
  }
  return {};
}

}  // namespace holdfast::window
