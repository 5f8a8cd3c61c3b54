#pragma once

#include <gio/gio.h>

#include <functional>
#include <string>

#include "tray/applet/glib_pointer.h"
#include "tray/applet/look.h"

namespace holdfast::applet {

/// The icon in the panel: org.kde.StatusNotifierItem
/// (https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/), said over D-Bus without a
/// library. Registers itself with each watcher that comes, so that it is back after a panel was.
class StatusItem {
 public:
  struct Options {
    std::string menu_path;
    /// A label beside the icon, for desktops that draw icons too small for a number; MATE hides an
    /// item that has one.
    bool has_label = false;
  };

  StatusItem(GDBusConnection* bus, Options options, std::function<void()> on_activate);
  ~StatusItem();
  StatusItem(const StatusItem&) = delete;
  StatusItem& operator=(const StatusItem&) = delete;

  void show(const Look& look);
  bool is_registered() const { return is_registered_; }

  /// Whether $XDG_CURRENT_DESKTOP is one that wants the label.
  static bool wants_label(const char* desktop);

 private:
  static const GDBusInterfaceVTable kVtable;
  static void on_call(GDBusConnection*, const char*, const char*, const char*, const char* method,
                      GVariant* parameters, GDBusMethodInvocation* invocation, gpointer self);
  static GVariant* on_property(GDBusConnection*, const char*, const char*, const char*,
                               const char* property, GError**, gpointer self);
  void register_with(const char* watcher);
  void say(const char* signal, GVariant* parameters = nullptr);

  GVariant* property(const std::string& name) const;
  GVariant* pixmaps() const;

  GDBusConnection* bus_;
  Options options_;
  std::function<void()> on_activate_;
  Look look_;
  std::string name_;
  mutable GlibPointer<GVariant> drawn_;  ///< of the face that is shown; made when asked for
  GlibPointer<GDBusNodeInfo> node_;
  GlibPointer<GCancellable> cancel_;
  guint object_ = 0;
  guint owner_ = 0;
  guint watch_ = 0;
  bool is_registered_ = false;
};

}  // namespace holdfast::applet
