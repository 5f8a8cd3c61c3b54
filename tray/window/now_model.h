#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

/// What may help in the moment; the words of the wire are in `tool_word`.
enum class Tool {
  kLetItPass,
  kBreathe,
  kGround,
  kMove,
  kSoothe,
  kCall,
  kPlan,
  kNote,
  kReachOut,
};

/// The word that the daemon knows it by: `let_it_pass`.
const char* tool_word(Tool tool);
std::optional<Tool> tool_from(std::string_view word);
/// What stands on its button.
std::string tool_name(Tool tool);
/// Name of its icon.
const char* tool_icon(Tool tool);

struct Friend {
  std::string name;
  std::string number;  ///< as it is dialled
};

struct NowView {
  std::string count;     ///< in the ring, large: `12`
  std::string unit;      ///< below it: `days`
  double ring = 0;       ///< how much of the way to the next milestone is behind, 0 to 1
  std::string headline;  ///< one line for the moment
  std::string detail;    ///< how far the next milestone is
  std::string history;   ///< best run and days in all, where they say more than the count
  std::string today;     ///< the urges of today
  std::string worry;     ///< what needs a look; empty when all holds
  std::string tender;    ///< closer support after a slip; empty otherwise
  std::optional<std::int64_t> open_urge;
  std::vector<Tool> tools;  ///< best first, without letting it pass
  std::vector<Friend> friends;
  std::vector<std::string> plans;
};

NowView now_view(const Snapshot& snapshot);

/// What is there without a daemon: breath, senses and body need none.
NowView now_alone();

/// What to do, a line each, for the tools that are words.
std::vector<std::string> suggestions(Tool tool);

}  // namespace holdfast::window
