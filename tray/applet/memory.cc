#include "tray/applet/memory.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <filesystem>

#include "tray/applet/glib_pointer.h"
#include "tray/cli/time_words.h"

namespace holdfast::applet {
namespace {

constexpr const char* kGroup = "tray";

std::optional<Time> time_in(GKeyFile* file, const char* key) {
  const GlibPointer<gchar> text(g_key_file_get_string(file, kGroup, key, nullptr));
  return text ? cli::parse_time(text.get()) : std::nullopt;
}

}  // namespace

std::string memory_file() { return std::string(g_get_user_state_dir()) + "/holdfast/tray.ini"; }

Memory read_memory(const std::string& path) {
  const GlibPointer<GKeyFile> file(g_key_file_new());
  Memory memory;
  if (!g_key_file_load_from_file(file.get(), path.c_str(), G_KEY_FILE_NONE, nullptr)) return memory;
  memory.quiet_until = time_in(file.get(), "quiet-until");
  memory.last_event = g_key_file_get_int64(file.get(), kGroup, "last-event", nullptr);
  memory.last_event_time = time_in(file.get(), "last-event-time");
  return memory;
}

bool write_memory(const std::string& path, const Memory& memory) {
  const GlibPointer<GKeyFile> file(g_key_file_new());
  const auto put = [&](const char* key, const std::optional<Time>& at) {
    if (at) g_key_file_set_string(file.get(), kGroup, key, cli::to_rfc3339(*at).c_str());
  };
  put("quiet-until", memory.quiet_until);
  g_key_file_set_int64(file.get(), kGroup, "last-event", memory.last_event);
  put("last-event-time", memory.last_event_time);
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (g_mkdir_with_parents(folder.c_str(), 0700) != 0) return false;
  gsize size = 0;
  const GlibPointer<gchar> text(g_key_file_to_data(file.get(), &size, nullptr));
  return g_file_set_contents_full(path.c_str(), text.get(), static_cast<gssize>(size),
                                  G_FILE_SET_CONTENTS_CONSISTENT, 0600, nullptr);
}

}  // namespace holdfast::applet
