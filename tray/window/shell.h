#pragma once

#include <adwaita.h>

#include <boost/json/object.hpp>
#include <functional>
#include <string>

#include "tray/window/snapshot.h"

namespace holdfast::window {

enum class PageName { kNow, kDays, kPromises, kNote, kReachOut, kRules, kFriend };

/// An answer of the daemon, or why there is none.
struct Answer {
  boost::json::object parameters;
  std::string trouble;  ///< a sentence for the person; empty when all went well
  bool is_ok() const { return trouble.empty(); }
};

/// What a page may use of the window it is in.
class Shell {
 public:
  using Then = std::function<void(const Answer&)>;
  virtual ~Shell() = default;

  /// A method of io.holdfast.Control, as `GetStatus`. `then` runs later on the main loop, and not
  /// at all once the window is closed.
  virtual void ask(const std::string& method, boost::json::object parameters, Then then) = 0;
  /// Reads everything anew and shows it.
  virtual void refresh() = 0;
  virtual void open(PageName page) = 0;
  /// A line that goes away by itself.
  virtual void say(const std::string& words) = 0;
  virtual GtkWindow* window() = 0;
};

/// One page: made once, told every change.
class Page {
 public:
  virtual ~Page() = default;
  virtual GtkWidget* widget() = 0;
  virtual void show(const Snapshot& snapshot) = 0;
  /// The daemon cannot be asked now.
  virtual void show_alone() {}
};

}  // namespace holdfast::window
