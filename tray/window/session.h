#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <string>

#include "tray/link/link.h"
#include "tray/window/kit.h"
#include "tray/window/shell.h"
#include "tray/window/snapshot.h"
#include "tray/window/trouble_model.h"

namespace holdfast::window {

/// Keeps one picture of what the daemon knows, as fresh as its events.
class Session {
 public:
  struct Options {
    tray::Link::Options link;
    unsigned slow_ms = 4000;     ///< an answer later than this is said to be slow
    unsigned settle_ms = 80;     ///< events that come together are read together
    unsigned minute_ms = 60000;  ///< days and waits go on without an event
  };
  Session(Options options, std::function<void()> on_change);

  void start();
  /// As of the last change; kNone: there is a snapshot.
  Trouble trouble() const { return trouble_; }
  const Snapshot& snapshot() const { return snapshot_; }
  bool has_snapshot() const { return has_snapshot_; }

  void ask(const std::string& method, boost::json::object parameters, Shell::Then then);
  void refresh();

 private:
  struct Reading;
  void on_link();
  void watch_slowness();
  void read(std::shared_ptr<Reading> reading);
  void take(const std::shared_ptr<Reading>& reading);
  void become(Trouble trouble);

  Options options_;
  std::function<void()> on_change_;
  Trouble trouble_ = Trouble::kConnecting;
  Snapshot snapshot_;
  bool has_snapshot_ = false;
  std::shared_ptr<Reading> reading_;  ///< the one under way
  int asks_due_ = 0;                  ///< of a page
  bool is_stale_ = false;             ///< something changed while it was read
  Timer settle_;
  Timer slow_;
  Timer minute_;
  tray::Link link_;  // last: its callbacks need the rest
};

/// What an error reply means to the person.
Answer answer_from(const ipc::Result<ipc::Reply>& reply);

}  // namespace holdfast::window
