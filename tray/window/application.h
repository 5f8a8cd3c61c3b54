#pragma once

#include <adwaita.h>

#include <memory>
#include <string>

#include "tray/window/session.h"
#include "tray/window/window.h"

namespace holdfast::window {

/// One process a session: a second start shows the window of the first, on the page it asks for.
class Application {
 public:
  explicit Application(Session::Options options);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  int run(int argc, char** argv);

 private:
  int on_command_line(GApplicationCommandLine* line);
  void show(const std::string& page);
  void add_actions();

  Session::Options options_;
  AdwApplication* application_;
  std::unique_ptr<Window> window_;
};

}  // namespace holdfast::window
