#include <glib-unix.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "tray/applet/applet.h"
#include "tray/applet/session.h"
#include "tray/i18n.h"

namespace {

using namespace holdfast;

int usage(std::FILE* out) {
  std::fprintf(out, "%s\n",
               _("Usage: holdfast-tray [--help] [--version]\n"
                 "The icon with your days, and a kind word at the right moment."));
  return out == stderr ? 2 : 0;
}

gboolean quit(gpointer loop) {
  g_main_loop_quit(static_cast<GMainLoop*>(loop));
  return G_SOURCE_CONTINUE;
}

std::string locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* set = g_getenv(name); set != nullptr && *set != '\0') return set;
  }
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  init_translations();
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--help" || word == "-h") return usage(stdout);
    if (word != "--version") return usage(stderr);
    std::puts("holdfast-tray " HOLDFAST_VERSION);
    return 0;
  }
  std::string trouble;
  const auto bus = applet::Session::connect(trouble);
  if (!bus) {
    std::fprintf(stderr, "holdfast-tray: %s\n", trouble.c_str());
    return 1;
  }
  GMainLoop* loop = g_main_loop_new(nullptr, FALSE);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) g_unix_signal_add(signal, quit, loop);
  std::unique_ptr<applet::Applet> applet;
  applet::Session::claim(
      bus.get(),
      [&] {
        applet::Session::outlive(bus.get(), argv);
        applet = std::make_unique<applet::Applet>(
            bus.get(), applet::Applet::Options{
                           tray::socket_path(), HOLDFAST_VERSION, applet::memory_file(),
                           applet::country_of(locale()),
                           applet::StatusItem::wants_label(g_getenv("XDG_CURRENT_DESKTOP"))});
      },
      [&] {
        std::fprintf(stderr, "holdfast-tray: %s\n", _("it is already here, in the panel"));
        g_main_loop_quit(loop);
      });
  g_main_loop_run(loop);
  applet.reset();
  g_main_loop_unref(loop);
  return 0;
}
