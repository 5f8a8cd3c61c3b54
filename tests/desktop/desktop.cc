#include "tests/desktop/desktop.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <sstream>
#include <thread>

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto kPatience = 20s;

constexpr const char* kPanel = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
 <property name="configver" type="int" value="2"/>
 <property name="panels" type="array"><value type="int" value="1"/>
  <property name="dark-mode" type="bool" value="true"/>
  <property name="panel-1" type="empty">
   <property name="position" type="string" value="p=6;x=0;y=0"/>
   <property name="length" type="uint" value="100"/>
   <property name="position-locked" type="bool" value="true"/>
   <property name="size" type="uint" value="30"/>
   <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
  </property>
 </property>
 <property name="plugins" type="empty">
  <property name="plugin-1" type="string" value="systray"/>
 </property>
</channel>)xml";

constexpr const char* kNotifyd = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
 <property name="expire-timeout" type="int" value="60"/>
 <property name="initial-opacity" type="double" value="1"/>
 <property name="do-fadeout" type="bool" value="false"/>
 <property name="do-slideout" type="bool" value="false"/>
</channel>)xml";

// Nothing but the settings starts by itself: which notification server runs is the test's choice.
constexpr const char* kBus = R"xml(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=@/run/bus</listen><auth>EXTERNAL</auth>
<servicedir>@/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>)xml";

// Leads through /etc/alternatives: found before a test puts another /etc in place.
const std::string kImport = [] {
  std::error_code none;
  return fs::canonical("/usr/bin/import", none).string() + " -silent -window root -depth 8 ";
}();

std::string replaced(std::string text, const std::string& by) {
  for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at + by.size())) {
    text.replace(at, 1, by);
  }
  return text;
}

std::string printed(GVariant* value) {
  if (value == nullptr) return "";
  gchar* text = g_variant_print(value, FALSE);
  std::string copy = text;
  g_free(text);
  g_variant_unref(value);
  return copy;
}

}  // namespace

Child::Child(const std::vector<std::string>& words) : pid_(::fork()) {
  if (pid_ != 0) return;
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  if (const char* log = ::getenv("HOLDFAST_DESKTOP_LOG"); log == nullptr) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
  }
  ::setpgid(0, 0);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

bool Child::is_running() {
  if (pid_ <= 0) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) == 0) return true;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  pid_ = 0;
  return false;
}

int Child::wait() {
  return Desktop::wait_until([&] { return !is_running(); }) ? status_ : -1;
}

// Its helpers too: they are in its process group, and nobody else is.
void Child::end() {
  if (!is_running()) return;
  ::kill(-pid_, SIGTERM);
  if (!Desktop::wait_until([&] { return !is_running(); })) {
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
}

Desktop::Desktop() {
  const std::string base = folder_.path();
  for (const char* name : {"run", "state", "data", "cache", "services"}) {
    fs::create_directories(folder_ / name);
  }
  fs::permissions(folder_ / "run", fs::perms::owner_all);
  const fs::path channels = folder_ / "config/xfce4/xfconf/xfce-perchannel-xml";
  fs::create_directories(channels);
  put(channels / "xfce4-panel.xml", kPanel);
  put(channels / "xfce4-notifyd.xml", kNotifyd);
  put(folder_ / "bus.conf", replaced(kBus, base));
  std::error_code none;
  fs::copy("/usr/share/dbus-1/services/org.xfce.Xfconf.service", folder_ / "services", none);
  const std::map<std::string, std::string> environment = {
      {"HOME", base},
      {"XDG_RUNTIME_DIR", base + "/run"},
      {"XDG_CONFIG_HOME", base + "/config"},
      {"XDG_STATE_HOME", base + "/state"},
      {"XDG_DATA_HOME", base + "/data"},
      {"XDG_CACHE_HOME", base + "/cache"},
      {"XDG_CURRENT_DESKTOP", "XFCE"},
      {"DBUS_SESSION_BUS_ADDRESS", "unix:path=" + base + "/run/bus"},
      {"DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + base + "/run/none"},
      {"NO_AT_BRIDGE", "1"},
      {"GIO_USE_VFS", "local"},
      {"LC_ALL", "C.UTF-8"},
      {"HOLDFAST_DATA", HOLDFAST_SOURCE_DATA}};
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);

  int ready[2];
  if (::pipe(ready) != 0) return;
  screen_ = std::make_unique<Child>(
      std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ready[1]), "-screen", "0",
                               "900x600x24", "-nolisten", "tcp"});
  ::close(ready[1]);
  char number[16] = {};
  pollfd waiting{ready[0], POLLIN, 0};
  if (::poll(&waiting, 1, 20'000) == 1 && ::read(ready[0], number, sizeof number - 1) > 0) {
    ::setenv("DISPLAY", (":" + std::to_string(std::atoi(number))).c_str(), 1);
  }
  ::close(ready[0]);
  start_bus();
  manager_ = std::make_unique<Child>(std::vector<std::string>{"openbox"});
}

Desktop::~Desktop() {
  for (auto* one : {&tray_, &server_, &panel_, &manager_}) one->reset();
  bus_.reset();
  screen_.reset();
}

void Desktop::start_bus() {
  fs::remove(folder_ / "run/bus");
  bus_ = std::make_unique<Child>(
      std::vector<std::string>{"dbus-daemon", "--config-file=" + (folder_ / "bus.conf").string(),
                               "--nofork", "--nopidfile"});
  wait_until([&] { return fs::exists(folder_ / "run/bus"); });
}

void Desktop::start_panel() {
  panel_ = std::make_unique<Child>(std::vector<std::string>{"xfce4-panel", "--disable-wm-check"});
}

void Desktop::start_server(Server server) {
  const char* notifyd = "/usr/lib/" HOLDFAST_MULTIARCH "/xfce4/notifyd/xfce4-notifyd";
  server_ = std::make_unique<Child>(
      std::vector<std::string>{server == Server::kDunst ? "dunst" : notifyd});
  wait_until([&] {
    return run("gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus -m "
               "org.freedesktop.DBus.NameHasOwner org.freedesktop.Notifications") == "(true,)\n";
  });
}

void Desktop::start_tray(const std::string& socket) {
  ::setenv("HOLDFAST_SOCKET", socket.c_str(), 1);
  tray_ = std::make_unique<Child>(std::vector<std::string>{HOLDFAST_TRAY});
}

std::string Desktop::run(const std::string& command) {
  std::string said;
  std::FILE* out = ::popen(("(" + command + ") 2>&1").c_str(), "re");
  std::array<char, 4096> bytes{};
  while (const std::size_t size = std::fread(bytes.data(), 1, bytes.size(), out)) {
    said.append(bytes.data(), size);
  }
  ::pclose(out);
  return said;
}

bool Desktop::wait_until(const std::function<bool()>& holds) {
  const auto until = steady_clock::now() + kPatience;
  bool is_so = holds();
  while (!is_so && steady_clock::now() < until) {
    std::this_thread::sleep_for(10ms);
    is_so = holds();
  }
  return is_so;
}

GVariant* Desktop::ask(const std::string& name, const char* path, const char* interface,
                       const char* method, GVariant* parameters) {
  if (name.empty()) {
    g_variant_unref(g_variant_ref_sink(parameters));
    return nullptr;
  }
  applet::BusPeer peer(::getenv("DBUS_SESSION_BUS_ADDRESS"));
  return peer.call(name, path, interface, method, parameters);
}

std::string Desktop::item() {
  const std::string all = printed(
      ask("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher",
          "org.freedesktop.DBus.Properties", "Get",
          g_variant_new("(ss)", "org.kde.StatusNotifierWatcher", "RegisteredStatusNotifierItems")));
  const auto begin = all.find("org.kde.StatusNotifierItem-");
  if (begin == std::string::npos) return "";
  return all.substr(begin, all.find_first_of("/'", begin) - begin);
}

std::string Desktop::property(const char* name) {
  return printed(ask(item(), "/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get",
                     g_variant_new("(ss)", "org.kde.StatusNotifierItem", name)));
}

std::string Desktop::menu() {
  return printed(ask(item(), "/MenuBar", "com.canonical.dbusmenu", "GetLayout",
                     g_variant_new("(iias)", 0, -1, nullptr)));
}

// A layout is (id, {properties}, [children]); 0 when no row has this label.
int Desktop::row_of(GVariant* layout, const std::string& label) {
  gint32 id = 0;
  GVariant* properties = nullptr;
  GVariant* children = nullptr;
  g_variant_get(layout, "(i@a{sv}@av)", &id, &properties, &children);
  const char* text = nullptr;
  int found = 0;
  if (g_variant_lookup(properties, "label", "&s", &text) && label == text) found = id;
  for (gsize i = 0; found == 0 && i < g_variant_n_children(children); ++i) {
    GVariant* child = nullptr;
    g_variant_get_child(children, i, "v", &child);
    found = row_of(child, label);
    g_variant_unref(child);
  }
  g_variant_unref(properties);
  g_variant_unref(children);
  return found;
}

void Desktop::open_menu() {
  printed(
      ask(item(), "/MenuBar", "com.canonical.dbusmenu", "AboutToShow", g_variant_new("(i)", 0)));
}

bool Desktop::click(const std::string& label) {
  GVariant* reply = ask(item(), "/MenuBar", "com.canonical.dbusmenu", "GetLayout",
                        g_variant_new("(iias)", 0, -1, nullptr));
  if (reply == nullptr) return false;
  GVariant* layout = g_variant_get_child_value(reply, 1);
  const int row = row_of(layout, label);
  g_variant_unref(layout);
  g_variant_unref(reply);
  if (row == 0) return false;
  return !printed(ask(item(), "/MenuBar", "com.canonical.dbusmenu", "Event",
                      g_variant_new("(isvu)", row, "clicked", g_variant_new_int32(0), 0U)))
              .empty();
}

double Desktop::distance_to(int size, const std::vector<std::uint32_t>& argb) {
  constexpr int kPanelHeight = 32;
  const std::string ppm = run(kImport + "ppm:- 2>/dev/null");
  std::istringstream head(ppm);
  std::string magic;
  int width = 0;
  int height = 0;
  int most = 0;
  head >> magic >> width >> height >> most;
  if (magic != "P6" || !head) return 255;
  const auto* pixels = reinterpret_cast<const unsigned char*>(ppm.data()) + head.tellg() + 1;
  const auto distance = [&](int left, int top) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        const std::uint32_t wanted = argb[static_cast<std::size_t>(y * size + x)];
        if (wanted >> 24 != 255) continue;
        const unsigned char* seen = pixels + ((top + y) * width + left + x) * 3;
        for (const int i : {0, 1, 2}) {
          sum += std::abs(seen[i] - static_cast<int>(wanted >> (16 - 8 * i) & 255));
          ++count;
        }
      }
    }
    return count == 0 ? 255 : sum / count;
  };
  double least = 255;
  for (int top = 0; top + size <= std::min(height, kPanelHeight); ++top) {
    for (int left = 0; left + size <= width; ++left) least = std::min(least, distance(left, top));
  }
  return least;
}

void Desktop::photograph(const std::string& name) {
  const char* folder = ::getenv("HOLDFAST_PICTURES");
  if (folder == nullptr) return;
  run(kImport + "ppm:" + std::string(folder) + "/" + name + ".ppm");
}

}  // namespace holdfast
