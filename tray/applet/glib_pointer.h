#pragma once

#include <gio/gio.h>

#include <memory>

namespace holdfast::applet {

/// Owners of GLib's kinds of things.
struct GlibFree {
  void operator()(GVariant* value) const { g_variant_unref(value); }
  void operator()(GError* error) const { g_error_free(error); }
  void operator()(GKeyFile* file) const { g_key_file_free(file); }
  void operator()(GDBusNodeInfo* node) const { g_dbus_node_info_unref(node); }
  void operator()(gchar* text) const { g_free(text); }
  void operator()(GDBusConnection* bus) const { g_object_unref(bus); }
  void operator()(GCancellable* cancel) const {
    g_cancellable_cancel(cancel);
    g_object_unref(cancel);
  }
};
template <class T>
using GlibPointer = std::unique_ptr<T, GlibFree>;

}  // namespace holdfast::applet
