#include "tray/applet/screen.h"

#include <unistd.h>

#include <array>
#include <cstring>

namespace holdfast::applet {
namespace {

constexpr const char* kLogind = "org.freedesktop.login1";
constexpr const char* kManager = "org.freedesktop.login1.Manager";
constexpr const char* kSession = "org.freedesktop.login1.Session";

// Every saver says ActiveChanged in an interface of its bus name, and answers GetActive.
struct Saver {
  const char* name;
  const char* path;
};
constexpr std::array kSavers = {
    Saver{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
    Saver{"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"},
    Saver{"org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"},
    Saver{"org.mate.ScreenSaver", "/org/mate/ScreenSaver"},
    Saver{"org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"},
};

struct Asked {
  Screen* screen;
  std::string by;
};

bool was_cancelled(GError* error) {
  const bool was = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != nullptr) g_error_free(error);
  return was;
}

}  // namespace

Screen::Screen(GDBusConnection* session_bus, Calls calls)
    : session_bus_(session_bus), calls_(std::move(calls)), cancel_(g_cancellable_new()) {
  watch_savers();
  g_bus_get(
      G_BUS_TYPE_SYSTEM, cancel_.get(),
      [](GObject*, GAsyncResult* result, gpointer self) {
        GError* error = nullptr;
        GDBusConnection* bus = g_bus_get_finish(result, &error);
        if (was_cancelled(error) || bus == nullptr) return;
        static_cast<Screen*>(self)->watch_logind(bus);
      },
      this);
}

Screen::~Screen() {
  cancel_.reset();
  for (const guint id : session_signals_) g_dbus_connection_signal_unsubscribe(session_bus_, id);
  for (const guint id : system_signals_) {
    g_dbus_connection_signal_unsubscribe(system_bus_.get(), id);
  }
  for (const guint id : watches_) g_bus_unwatch_name(id);
}

void Screen::set(const std::string& by, bool is_locked) {
  const bool before = this->is_locked();
  if (is_locked) {
    locked_by_.insert(by);
  } else {
    locked_by_.erase(by);
  }
  if (this->is_locked() != before) calls_.on_lock(this->is_locked());
}

void Screen::watch_savers() {
  for (const Saver& saver : kSavers) {
    session_signals_.push_back(g_dbus_connection_signal_subscribe(
        session_bus_, saver.name, saver.name, "ActiveChanged", nullptr, nullptr,
        G_DBUS_SIGNAL_FLAGS_NONE, &Screen::on_saver, this, nullptr));
    // One that comes is asked, and one that goes locks nothing any more.
    watches_.push_back(g_bus_watch_name_on_connection(
        session_bus_, saver.name, G_BUS_NAME_WATCHER_FLAGS_NONE,
        [](GDBusConnection* bus, const char* name, const char*, gpointer self) {
          for (const Saver& one : kSavers) {
            if (std::strcmp(one.name, name) != 0) continue;
            const auto answered = [](GObject* from, GAsyncResult* result, gpointer data) {
              const std::unique_ptr<Asked> asked(static_cast<Asked*>(data));
              GError* error = nullptr;
              const GlibPointer<GVariant> reply(
                  g_dbus_connection_call_finish(G_DBUS_CONNECTION(from), result, &error));
              if (was_cancelled(error) || reply == nullptr) return;
              gboolean is_active = FALSE;
              g_variant_get(reply.get(), "(b)", &is_active);
              asked->screen->set(asked->by, is_active);
            };
            g_dbus_connection_call(bus, name, one.path, name, "GetActive", nullptr,
                                   G_VARIANT_TYPE("(b)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                                   static_cast<Screen*>(self)->cancel_.get(), answered,
                                   new Asked{static_cast<Screen*>(self), name});
          }
        },
        [](GDBusConnection*, const char* name, gpointer self) {
          static_cast<Screen*>(self)->set(name, false);
        },
        this, nullptr));
  }
}

void Screen::on_saver(GDBusConnection*, const char*, const char*, const char* interface,
                      const char*, GVariant* parameters, gpointer self) {
  if (!g_variant_is_of_type(parameters, G_VARIANT_TYPE("(b)"))) return;
  gboolean is_active = FALSE;
  g_variant_get(parameters, "(b)", &is_active);
  static_cast<Screen*>(self)->set(interface, is_active);
}

void Screen::watch_logind(GDBusConnection* system_bus) {
  system_bus_.reset(system_bus);
  g_dbus_connection_set_exit_on_close(system_bus, FALSE);
  system_signals_.push_back(g_dbus_connection_signal_subscribe(
      system_bus, kLogind, kManager, "PrepareForSleep", nullptr, nullptr, G_DBUS_SIGNAL_FLAGS_NONE,
      &Screen::on_sleep, this, nullptr));
  const char* session = g_getenv("XDG_SESSION_ID");
  const bool is_named = session != nullptr && *session != '\0';
  g_dbus_connection_call(
      system_bus, kLogind, "/org/freedesktop/login1", kManager,
      is_named ? "GetSession" : "GetSessionByPID",
      is_named ? g_variant_new("(s)", session)
               : g_variant_new("(u)", static_cast<guint32>(::getpid())),
      G_VARIANT_TYPE("(o)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, cancel_.get(),
      [](GObject* from, GAsyncResult* result, gpointer self) {
        GError* error = nullptr;
        const GlibPointer<GVariant> reply(
            g_dbus_connection_call_finish(G_DBUS_CONNECTION(from), result, &error));
        if (was_cancelled(error) || reply == nullptr) return;
        const char* path = nullptr;
        g_variant_get(reply.get(), "(&o)", &path);
        static_cast<Screen*>(self)->watch_session(path);
      },
      this);
}

void Screen::watch_session(const char* path) {
  system_signals_.push_back(g_dbus_connection_signal_subscribe(
      system_bus_.get(), kLogind, "org.freedesktop.DBus.Properties", "PropertiesChanged", path,
      kSession, G_DBUS_SIGNAL_FLAGS_NONE, &Screen::on_session, this, nullptr));
  g_dbus_connection_call(
      system_bus_.get(), kLogind, path, "org.freedesktop.DBus.Properties", "Get",
      g_variant_new("(ss)", kSession, "LockedHint"), G_VARIANT_TYPE("(v)"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, cancel_.get(),
      [](GObject* from, GAsyncResult* result, gpointer self) {
        GError* error = nullptr;
        const GlibPointer<GVariant> reply(
            g_dbus_connection_call_finish(G_DBUS_CONNECTION(from), result, &error));
        if (was_cancelled(error) || reply == nullptr) return;
        GVariant* value = nullptr;
        g_variant_get(reply.get(), "(v)", &value);
        const GlibPointer<GVariant> held(value);
        if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN)) {
          static_cast<Screen*>(self)->set(kLogind, g_variant_get_boolean(value));
        }
      },
      this);
}

void Screen::on_session(GDBusConnection*, const char*, const char*, const char*, const char*,
                        GVariant* parameters, gpointer self) {
  const char* interface = nullptr;
  GVariant* changed = nullptr;
  g_variant_get(parameters, "(&s@a{sv}as)", &interface, &changed, nullptr);
  const GlibPointer<GVariant> held(changed);
  gboolean is_locked = FALSE;
  if (g_variant_lookup(changed, "LockedHint", "b", &is_locked)) {
    static_cast<Screen*>(self)->set(kLogind, is_locked);
  }
}

void Screen::on_sleep(GDBusConnection*, const char*, const char*, const char*, const char*,
                      GVariant* parameters, gpointer self) {
  gboolean is_going = TRUE;
  g_variant_get(parameters, "(b)", &is_going);
  if (!is_going) static_cast<Screen*>(self)->calls_.on_wake();
}

}  // namespace holdfast::applet
