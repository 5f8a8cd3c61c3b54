#pragma once

#include <libnotify/notify.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tray/applet/board.h"
#include "tray/applet/glib_pointer.h"

namespace holdfast::applet {

/// Tells the desktop's notification server what the board decides, by libnotify. That library waits
/// for the server: so the server is asked first, without waiting, what it can do; one that does not
/// answer gets nothing and holds nobody up.
class Notifier {
 public:
  struct Calls {
    std::function<void(const Action&)> on_action;
    std::function<void(const std::string& key)> on_closed;  ///< not for what was withdrawn here
    std::function<void(bool is_there)> on_server;  ///< it failed to answer; it came; it went
    std::function<void()> on_lost;                 ///< it went, and with it all it showed
  };
  Notifier(GDBusConnection* bus, Calls calls);
  ~Notifier();
  Notifier(const Notifier&) = delete;
  Notifier& operator=(const Notifier&) = delete;

  void perform(std::vector<Board::Change> changes);

  /// Plain text for a server that reads markup in a body, or for one that does not.
  enum class Markup { kRead, kNotRead };
  static std::string body_for(const std::string& text, Markup markup);

 private:
  struct Shown;
  void ask_server();
  void on_answer(GVariant* capabilities);
  void introduce();
  void work();
  void show(const Notice& notice);
  void close(const std::string& key);
  void forget_all();

  GDBusConnection* bus_;
  Calls calls_;
  std::vector<Board::Change> waiting_;
  std::map<std::string, std::unique_ptr<Shown>> shown_;
  std::set<std::string> capabilities_;
  std::string owner_;
  bool draws_default_ = false;  ///< the action of a click on the body becomes a button, too
  bool is_introduced_ = false;  ///< that is known of this server
  bool is_asking_ = false;
  GlibPointer<GCancellable> cancel_;
  guint watch_ = 0;
};

}  // namespace holdfast::applet
