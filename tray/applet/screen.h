#pragma once

#include <gio/gio.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tray/applet/glib_pointer.h"

namespace holdfast::applet {

/// Whether the screen is locked, as logind and the desktop's screen saver say, and when the
/// computer wakes up. A machine without either is never locked.
class Screen {
 public:
  struct Calls {
    std::function<void(bool is_locked)> on_lock;
    std::function<void()> on_wake;
  };
  Screen(GDBusConnection* session_bus, Calls calls);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  bool is_locked() const { return !locked_by_.empty(); }

 private:
  void watch_savers();
  void watch_logind(GDBusConnection* system_bus);
  void watch_session(const char* path);
  void set(const std::string& by, bool is_locked);
  static void on_saver(GDBusConnection*, const char*, const char*, const char*, const char*,
                       GVariant*, gpointer self);
  static void on_session(GDBusConnection*, const char*, const char*, const char*, const char*,
                         GVariant*, gpointer self);
  static void on_sleep(GDBusConnection*, const char*, const char*, const char*, const char*,
                       GVariant*, gpointer self);

  GDBusConnection* session_bus_;
  Calls calls_;
  std::set<std::string> locked_by_;
  GlibPointer<GCancellable> cancel_;
  GlibPointer<GDBusConnection> system_bus_;
  std::vector<guint> session_signals_;
  std::vector<guint> system_signals_;
  std::vector<guint> watches_;
};

}  // namespace holdfast::applet
