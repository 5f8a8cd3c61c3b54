#include "tray/applet/session.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <utility>

#include "tray/i18n.h"
#include "tray/link/event_source.h"
#include "tray/link/socket_watch.h"

namespace holdfast::applet {
namespace {

using std::chrono::milliseconds;
namespace fs = std::filesystem;

constexpr const char* kName = "io.holdfast.Tray";
constexpr milliseconds kShortestWait{100};
constexpr milliseconds kLongestWait{30'000};

// The socket's path of "unix:path=/run/user/1000/bus,guid=..."; empty for other kinds.
fs::path socket_of(std::string_view address) {
  constexpr std::string_view kUnix = "unix:path=";
  if (!address.starts_with(kUnix)) return {};
  address.remove_prefix(kUnix.size());
  return address.substr(0, address.find_first_of(",;"));
}

std::string session_address() {
  if (const char* set = g_getenv("DBUS_SESSION_BUS_ADDRESS"); set != nullptr && *set != '\0') {
    return set;
  }
  const std::string place = std::string(g_get_user_runtime_dir()) + "/bus";
  return fs::exists(place) ? "unix:path=" + place : "";
}

// Until the socket changes, or so long where it cannot be watched.
void wait_for(const std::string& address, milliseconds wait) {
  bool is_over = false;
  tray::EventSource timer;
  timer.after(wait, [&] { is_over = true; });
  const fs::path socket = socket_of(address);
  tray::SocketWatch watch(socket, [&] { is_over = true; });
  if (!socket.empty()) watch.start();
  while (!is_over) g_main_context_iteration(nullptr, TRUE);
}

struct Claim {
  std::function<void()> on_first;
  std::function<void()> on_second;
};

}  // namespace

GlibPointer<GDBusConnection> Session::connect(std::string& trouble) {
  const std::string address = session_address();
  if (address.empty()) {
    trouble = _("there is no desktop session here; the same can be done with: holdfast");
    return nullptr;
  }
  for (milliseconds wait = kShortestWait;; wait = std::min(wait * 2, kLongestWait)) {
    GError* error = nullptr;
    GlibPointer<GDBusConnection> bus(g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, &error));
    if (bus) {
      g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
      return bus;
    }
    const GlibPointer<GError> failure(error);
    if (wait == kShortestWait) {
      g_printerr("holdfast-tray: waiting for the session's bus: %s\n", failure->message);
    }
    wait_for(address, wait);
  }
}

void Session::claim(GDBusConnection* bus, std::function<void()> on_first,
                    std::function<void()> on_second) {
  g_bus_own_name_on_connection(
      bus, kName, G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
      [](GDBusConnection*, const char*, gpointer data) {
        if (auto& call = static_cast<Claim*>(data)->on_first) std::exchange(call, nullptr)();
      },
      [](GDBusConnection* lost, const char*, gpointer data) {
        if (lost == nullptr || g_dbus_connection_is_closed(lost)) return;
        auto* claim = static_cast<Claim*>(data);
        if (claim->on_first && claim->on_second) std::exchange(claim->on_second, nullptr)();
      },
      new Claim{std::move(on_first), std::move(on_second)},
      [](gpointer data) { delete static_cast<Claim*>(data); });
}

void Session::outlive(GDBusConnection* bus, char** argv) {
  const auto closed = +[](GDBusConnection*, gboolean, GError*, gpointer words) {
    ::execv("/proc/self/exe", static_cast<char**>(words));
    g_printerr("holdfast-tray: cannot begin anew; please log out and in again\n");
  };
  g_signal_connect(bus, "closed", G_CALLBACK(closed), argv);
}

}  // namespace holdfast::applet
