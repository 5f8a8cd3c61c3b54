#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::applet {

/// What can help while an urge is here; the words of the contract's `Help`.
enum class Help { kLetItPass, kBreathe, kGround, kMove, kSoothe, kCall, kPlan, kNote, kReachOut };
std::string_view word(Help help);
std::optional<Help> help_from(std::string_view word);

/// Everything that a menu entry or a notification's button can do.
enum class Deed {
  kOpenWindow,  ///< detail: the page, or empty
  kFeelUrge,    ///< the person noticed one
  kLetItPass,   ///< id: of the urge; 0: all that are open
  kPassedWith,  ///< the same, and detail says what helped
  kHelp,        ///< detail: the Help's word; id: of the urge, or 0
  kReachedOut,  ///< a slip; asked back first
  kConfirm,     ///< id: of the pending loosening; asked back first
  kCancel,      ///< id: of the pending loosening
  kYes,         ///< to what was asked back
  kNo,
  kQuiet,  ///< for an hour
  kSpeakAgain,
  kCrisis,      ///< detail: the address to open, or empty; id: which line
  kCrisisHint,  ///< how to change the lines
  kWeakened,    ///< what to do about it
  kAbout,
};

struct Action {
  Deed deed = Deed::kOpenWindow;
  std::int64_t id = 0;
  std::string detail;
  friend bool operator==(const Action&, const Action&) = default;
};

}  // namespace holdfast::applet
