#include "tray/applet/launcher.h"

#include <gio/gio.h>

#include <filesystem>

#include "tray/applet/glib_pointer.h"

namespace holdfast::applet {

// Beside this program, where both were installed together, or on the path.
std::string Launcher::window_program() {
  std::error_code unknown;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", unknown);
  const auto beside = own.parent_path() / "holdfast-window";
  if (!unknown && std::filesystem::exists(beside, unknown)) return beside;
  const GlibPointer<gchar> found(g_find_program_in_path("holdfast-window"));
  return found ? found.get() : "";
}

bool Launcher::open_window(const std::string& page) {
  std::string program = window_program();
  if (program.empty()) return false;
  std::string words = "--page";
  std::string name = page;
  char* argv[] = {program.data(), page.empty() ? nullptr : words.data(), name.data(), nullptr};
  GError* error = nullptr;
  const bool is_started =
      g_spawn_async(nullptr, argv, nullptr, static_cast<GSpawnFlags>(G_SPAWN_DEFAULT), nullptr,
                    nullptr, nullptr, &error);
  const GlibPointer<GError> failure(error);
  // The token was for this one window.
  g_unsetenv("XDG_ACTIVATION_TOKEN");
  return is_started;
}

bool Launcher::open_address(const std::string& address) {
  return g_app_info_launch_default_for_uri(address.c_str(), nullptr, nullptr);
}

}  // namespace holdfast::applet
