#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "tray/applet/board.h"
#include "tray/applet/deeds.h"
#include "tray/applet/known.h"
#include "tray/applet/memory.h"
#include "tray/applet/menu.h"
#include "tray/applet/news.h"
#include "tray/applet/notifier.h"
#include "tray/applet/screen.h"
#include "tray/applet/status_item.h"
#include "tray/link/link.h"

namespace holdfast::applet {

/// All parts on one loop: the daemon's events come in, and the icon, the menu and the notifications
/// follow from what is known.
class Applet {
 public:
  struct Options {
    std::string socket;
    std::string version;
    std::string memory_file;
    std::string country;  ///< of the crisis lines
    bool has_label = false;
  };
  Applet(GDBusConnection* session_bus, Options options);
  ~Applet();
  Applet(const Applet&) = delete;
  Applet& operator=(const Applet&) = delete;

 private:
  void on_link();
  void on_event(const boost::json::object& event);
  void catch_up();
  void take_missed(const ipc::Result<ipc::Reply>& reply);
  void take(const boost::json::object& event);
  void refresh();
  void on_answer();
  void settle();
  void show();
  void set_wake();
  void save();

  Options options_;
  Known known_;
  Memory memory_;
  std::vector<CrisisLine> crisis_lines_;
  Board board_;
  News news_;
  tray::Link link_;
  Deeds deeds_;
  StatusItem item_;
  Menu menu_;
  Notifier notifier_;
  Screen screen_;

  bool is_catching_up_ = false;
  std::vector<boost::json::object> held_;  ///< events that came while catching up
  int answers_due_ = 0;
  bool is_stale_ = false;  ///< something happened after the last question
  tray::EventSource late_;
  tray::EventSource wake_;
  tray::EventSource saving_;
  tray::EventSource slow_;
};

}  // namespace holdfast::applet
