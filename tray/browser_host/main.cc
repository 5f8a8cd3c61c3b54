#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <string_view>

#include "tray/browser_host/host.h"
#include "tray/link/socket_path.h"

// Started by a browser with arguments of its own, which say who asks; the manifest by which it
// found this program has decided about that.
int main(int argc, char** argv) {
  std::string socket = holdfast::tray::socket_path();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--version") {
      std::cout << "holdfast-browser " HOLDFAST_VERSION "\n";
      return 0;
    }
    if (argument == "--socket" && i + 1 < argc) socket = argv[++i];
  }
  std::signal(SIGPIPE, SIG_IGN);
  return holdfast::tray::speak_for_extension(STDIN_FILENO, STDOUT_FILENO, socket);
}
