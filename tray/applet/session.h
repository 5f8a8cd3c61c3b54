#pragma once

#include <gio/gio.h>

#include <functional>

#include "tray/applet/glib_pointer.h"

namespace holdfast::applet {

/// The desktop session's bus. GLib offers one connection a process, which never comes back once it
/// is lost: so the program then begins anew in its place, and waits here until there is a bus.
class Session {
 public:
  /// Waits as long as it takes while the session has a bus that does not answer. Null when there is
  /// no session at all: then `trouble` says so.
  static GlibPointer<GDBusConnection> connect(std::string& trouble);

  /// Calls one of them, once: this is the first program of its kind in the session, or it is not.
  static void claim(GDBusConnection* bus, std::function<void()> on_first,
                    std::function<void()> on_second);

  /// From now on the loss of the bus begins the program anew.
  static void outlive(GDBusConnection* bus, char** argv);
};

}  // namespace holdfast::applet
