#include "tests/tray/applet/private_bus.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <future>
#include <stdexcept>

namespace holdfast::applet {
namespace {

constexpr const char* kConfiguration = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=%s</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>)";

}  // namespace

PrivateBus::PrivateBus() {
  const std::string socket = folder_ / "bus";
  address_ = "unix:path=" + socket;
  std::string text = kConfiguration;
  text.replace(text.find("%s"), 2, socket);
  put(folder_ / "bus.conf", text);
  ::setenv("DBUS_SESSION_BUS_ADDRESS", address_.c_str(), 1);
  ::setenv("DBUS_SYSTEM_BUS_ADDRESS", address_.c_str(), 1);
  start();
}

PrivateBus::~PrivateBus() { stop(); }

PrivateBus& PrivateBus::ours() {
  static PrivateBus bus;
  return bus;
}

void PrivateBus::start() {
  int ready[2];
  if (::pipe(ready) != 0) throw std::runtime_error("pipe");
  daemon_ = ::fork();
  if (daemon_ == 0) {
    ::dup2(ready[1], 3);
    const std::string conf = "--config-file=" + (folder_ / "bus.conf").string();
    ::execlp("dbus-daemon", "dbus-daemon", conf.c_str(), "--nofork", "--nopidfile",
             "--print-address=3", nullptr);
    ::_exit(127);
  }
  ::close(ready[1]);
  char said[512];
  const ssize_t size = ::read(ready[0], said, sizeof said);  // once it listens
  ::close(ready[0]);
  if (size <= 0) throw std::runtime_error("dbus-daemon does not start");
}

void PrivateBus::stop() {
  if (daemon_ <= 0) return;
  ::kill(daemon_, SIGTERM);
  ::waitpid(daemon_, nullptr, 0);
  daemon_ = 0;
}

GDBusConnection* PrivateBus::connection() {
  static GDBusConnection* ours = [] {
    GDBusConnection* bus = g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, nullptr);
    g_dbus_connection_set_exit_on_close(bus, FALSE);
    return bus;
  }();
  return ours;
}

BusPeer::BusPeer(const std::string& address)
    : connection_(g_dbus_connection_new_for_address_sync(
          address.c_str(),
          static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
          nullptr, nullptr, nullptr)),
      context_(g_main_context_new()),
      loop_(g_main_loop_new(context_, FALSE)) {
  if (connection_ == nullptr) throw std::runtime_error("no bus at " + address);
  thread_ = std::thread([this] {
    g_main_context_push_thread_default(context_);
    g_main_loop_run(loop_);
    g_main_context_pop_thread_default(context_);
  });
}

BusPeer::~BusPeer() {
  g_dbus_connection_close_sync(connection_, nullptr, nullptr);
  on_thread([this] { g_main_loop_quit(loop_); });
  thread_.join();
  g_object_unref(connection_);
  g_main_loop_unref(loop_);
  g_main_context_unref(context_);
  for (GDBusNodeInfo* node : nodes_) g_dbus_node_info_unref(node);
}

void BusPeer::on_thread(const std::function<void()>& action) {
  struct Task {
    const std::function<void()>& action;
    std::promise<void> done;
  } task{action, {}};
  GSource* source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_HIGH);
  g_source_set_callback(
      source,
      [](gpointer data) -> gboolean {
        auto* one = static_cast<Task*>(data);
        one->action();
        one->done.set_value();
        return G_SOURCE_REMOVE;
      },
      &task, nullptr);
  g_source_attach(source, context_);
  task.done.get_future().wait();
  g_source_unref(source);
}

void BusPeer::on_call(GDBusConnection*, const char*, const char*, const char*, const char* method,
                      GVariant* parameters, GDBusMethodInvocation* invocation, gpointer handler) {
  GVariant* reply = (*static_cast<Handler*>(handler))(method, parameters);
  if (reply != nullptr) {
    g_dbus_method_invocation_return_value(invocation, reply);
  } else {
    g_object_unref(invocation);  // the caller waits until its patience ends
  }
}

void BusPeer::serve(const char* path, const char* xml, Handler handler) {
  static const GDBusInterfaceVTable kVtable = {&BusPeer::on_call, nullptr, nullptr, {nullptr}};
  GDBusNodeInfo* node = g_dbus_node_info_new_for_xml(xml, nullptr);
  if (node == nullptr) throw std::runtime_error("bad description of " + std::string(path));
  nodes_.push_back(node);
  on_thread([&] {
    for (GDBusInterfaceInfo** one = node->interfaces; *one != nullptr; ++one) {
      g_dbus_connection_register_object(
          connection_, path, *one, &kVtable, new Handler(handler),
          [](gpointer data) { delete static_cast<Handler*>(data); }, nullptr);
    }
  });
}

void BusPeer::own(const char* name) {
  GVariant* reply = call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         "RequestName", g_variant_new("(su)", name, 0U));
  if (reply == nullptr) throw std::runtime_error("no name");
  g_variant_unref(reply);
}

void BusPeer::emit(const char* path, const char* interface, const char* signal,
                   GVariant* parameters) {
  g_dbus_connection_emit_signal(connection_, nullptr, path, interface, signal, parameters, nullptr);
  g_dbus_connection_flush_sync(connection_, nullptr, nullptr);
}

GVariant* BusPeer::call(const std::string& name, const char* path, const char* interface,
                        const char* method, GVariant* parameters) {
  return g_dbus_connection_call_sync(connection_, name.c_str(), path, interface, method, parameters,
                                     nullptr, G_DBUS_CALL_FLAGS_NONE, 5000, nullptr, nullptr);
}

}  // namespace holdfast::applet
