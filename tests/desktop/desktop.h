#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/fakes/temp_dir.h"
#include "tests/tray/applet/private_bus.h"

namespace holdfast {

/// A program that ends with this object, by its own process id.
class Child {
 public:
  explicit Child(const std::vector<std::string>& words);
  ~Child() { end(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool is_running();
  /// The exit status once it has ended by itself, or -1 after some seconds.
  int wait();
  void end();
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
  int status_ = -1;
};

/// A screen, a session bus, a panel and a notification server that are real, in folders of their
/// own; what is started here sees nothing of the machine's own session.
class Desktop {
 public:
  Desktop();
  ~Desktop();
  Desktop(const Desktop&) = delete;
  Desktop& operator=(const Desktop&) = delete;

  void start_bus();
  void stop_bus() { bus_.reset(); }
  void start_panel();
  void stop_panel() { panel_.reset(); }
  enum class Server { kDunst, kXfce };
  void start_server(Server server);
  void stop_server() { server_.reset(); }
  /// holdfast-tray, asking the daemon at this socket.
  void start_tray(const std::string& socket);
  void stop_tray() { tray_.reset(); }
  Child& tray() { return *tray_; }

  /// What one of its programs says on both outputs.
  std::string run(const std::string& command);
  static bool wait_until(const std::function<bool()>& holds);

  /// The tray's bus name as the panel knows it; empty: not registered.
  std::string item();
  /// A property of the item, as text.
  std::string property(const char* name);
  /// All of the menu, as text.
  std::string menu();
  /// Tells the tray that its menu is about to be shown, as a panel does.
  void open_menu();
  /// Clicks the row of this label. False: there is none.
  bool click(const std::string& label);

  /// How far the panel is from showing this picture, where it fits best: 0 for pixel by pixel, 255
  /// for the opposite. A panel may scale what it is given.
  double distance_to(int size, const std::vector<std::uint32_t>& argb);
  /// Keeps the screen as a picture where HOLDFAST_PICTURES says, for a person to look at.
  void photograph(const std::string& name);

  std::string state_file() const { return folder_ / "state/holdfast/tray.ini"; }

 private:
  GVariant* ask(const std::string& name, const char* path, const char* interface,
                const char* method, GVariant* parameters);
  int row_of(GVariant* layout, const std::string& label);

  TempDir folder_;
  std::unique_ptr<Child> screen_, bus_, manager_, panel_, server_, tray_;
};

}  // namespace holdfast
