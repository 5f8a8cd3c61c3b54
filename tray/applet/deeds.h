#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tray/applet/board.h"
#include "tray/applet/crisis_lines.h"
#include "tray/applet/known.h"
#include "tray/link/link.h"

namespace holdfast::applet {

/// Does what a menu entry or a button says.
class Deeds {
 public:
  struct World {
    tray::Link& link;
    Known& known;
    Board& board;
    const std::vector<CrisisLine>& crisis_lines;
    std::string version;
    std::function<void()> on_change;  ///< what is known or stands on the board has changed
    std::function<void()> on_quiet;   ///< the wish for quiet has changed
    std::function<bool(const std::string& page)> open_window;
    std::function<bool(const std::string& address)> open_address;
  };
  explicit Deeds(World world) : world_(std::move(world)) {}

  void perform(const Action& action);

 private:
  void open_window(const std::string& page);
  void feel_urge();
  void let_pass(std::int64_t id, const std::string& helped);
  void ride_out(std::int64_t id, const std::string& helped);
  void help(Help help, std::int64_t urge);
  void ask_back(const Action& action);
  void answer(bool is_yes);
  void report_slip();
  void confirm(std::int64_t id);
  void cancel(std::int64_t id);
  void quiet(bool is_on);
  void crisis(std::int64_t number);
  void say(Notice notice);
  void say_failure(const ipc::Result<ipc::Reply>& reply);

  World world_;
  tray::EventSource forgetting_;
};

}  // namespace holdfast::applet
