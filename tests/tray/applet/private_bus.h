#pragma once

#include <gio/gio.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/fakes/temp_dir.h"

namespace holdfast::applet {

/// A message bus of the test's own, on which nothing starts by itself. In the environment of this
/// process it is the session's and the system's.
class PrivateBus {
 public:
  PrivateBus();
  ~PrivateBus();
  PrivateBus(const PrivateBus&) = delete;
  PrivateBus& operator=(const PrivateBus&) = delete;

  /// One a process, as GLib has one connection a process.
  static PrivateBus& ours();

  const std::string& address() const { return address_; }
  /// GLib's own connection to it.
  GDBusConnection* connection();

  void stop();
  void start();

 private:
  TempDir folder_;
  std::string address_;
  pid_t daemon_ = 0;
};

/// A program on the bus, on a thread of its own, so that whoever waits for an answer gets one.
class BusPeer {
 public:
  explicit BusPeer(const std::string& address);
  ~BusPeer();
  BusPeer(const BusPeer&) = delete;
  BusPeer& operator=(const BusPeer&) = delete;

  /// Gets a method and its parameters; gives the reply's, or null for no answer at all.
  using Handler = std::function<GVariant*(const std::string& method, GVariant* parameters)>;
  void serve(const char* path, const char* xml, Handler handler);
  void own(const char* name);
  void emit(const char* path, const char* interface, const char* signal, GVariant* parameters);
  /// A blocking call; null when it fails.
  GVariant* call(const std::string& name, const char* path, const char* interface,
                 const char* method, GVariant* parameters);
  std::string unique_name() const { return g_dbus_connection_get_unique_name(connection_); }

 private:
  void on_thread(const std::function<void()>& action);
  static void on_call(GDBusConnection*, const char*, const char*, const char*, const char*,
                      GVariant*, GDBusMethodInvocation*, gpointer handler);

  GDBusConnection* connection_;
  GMainContext* context_;
  GMainLoop* loop_;
  std::thread thread_;
  std::vector<GDBusNodeInfo*> nodes_;
};

}  // namespace holdfast::applet
