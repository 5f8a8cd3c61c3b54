#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tray/applet/board.h"
#include "tray/applet/known.h"

namespace holdfast::applet {

/// Turns what happened into notifications, once what is known fits it.
class News {
 public:
  enum class Weight {
    kQuiet,  ///< only what is shown may have changed
    kUrge,   ///< somebody waits for a word
  };
  /// An event of the daemon's log, in the order in which they come.
  Weight take(const boost::json::object& event);

  /// Tells the board. What stands in the status (an edit that can be confirmed, a layer that fails)
  /// is told from there and not from events, so that nothing is told that is over.
  void tell(const Known& known, Board& board);

  /// When to tell again though nothing happened.
  std::optional<Time> next_look() const { return weakened_at_; }

 private:
  struct Happened {
    std::string kind;
    std::int64_t id = 0;
    Time time;
    std::int64_t urge = 0;
    std::int64_t days = 0;
    bool was_said = false;
    std::string browser;
  };
  void tell_one(const Happened& one, const Known& known, Board& board);
  void tell_ready(const Known& known, Board& board);
  void tell_weakened(const Known& known, Board& board);

  std::vector<Happened> happened_;
  std::set<std::int64_t> told_ready_;
  std::optional<Time> weakened_at_;  ///< from when on it is worth a word
  std::string told_weakened_;
};

}  // namespace holdfast::applet
