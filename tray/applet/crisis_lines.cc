#include "tray/applet/crisis_lines.h"

#include <glib.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

namespace holdfast::applet {
namespace {

struct Freed {
  void operator()(GKeyFile* file) const { g_key_file_free(file); }
  void operator()(gchar** list) const { g_strfreev(list); }
  void operator()(gchar* text) const { g_free(text); }
};

std::string value(GKeyFile* file, const char* group, const char* key) {
  const std::unique_ptr<gchar, Freed> text(g_key_file_get_string(file, group, key, nullptr));
  return text ? text.get() : "";
}

// A group is `[XX name]`, or `[everywhere name]`.
bool is_for(std::string_view group, std::string_view country) {
  const std::string_view place = group.substr(0, group.find(' '));
  return place == "everywhere" || (!country.empty() && place == country);
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<CrisisLine> read_crisis_lines(std::string_view text, std::string_view country) {
  const std::unique_ptr<GKeyFile, Freed> file(g_key_file_new());
  std::vector<CrisisLine> lines;
  if (!g_key_file_load_from_data(file.get(), text.data(), text.size(), G_KEY_FILE_NONE, nullptr)) {
    return lines;
  }
  const std::unique_ptr<gchar*, Freed> groups(g_key_file_get_groups(file.get(), nullptr));
  for (gchar** group = groups.get(); *group != nullptr; ++group) {
    if (!is_for(*group, country)) continue;
    const std::string_view whole = *group;
    const auto space = whole.find(' ');
    if (space == std::string_view::npos) continue;
    const CrisisLine line{std::string(whole.substr(space + 1)), value(file.get(), *group, "number"),
                          value(file.get(), *group, "page")};
    if (!line.number.empty() || !line.page.empty()) lines.push_back(line);
  }
  return lines;
}

std::string country_of(std::string_view locale) {
  const auto mark = locale.find('_');
  if (mark == std::string_view::npos) return "";
  const std::string_view rest = locale.substr(mark + 1);
  const std::string_view country = rest.substr(0, rest.find_first_of(".@"));
  return country.size() == 2 ? std::string(country) : "";
}

std::string own_crisis_file() {
  return std::string(g_get_user_config_dir()) + "/holdfast/crisis_lines.ini";
}

std::string installed_crisis_file() {
  const char* elsewhere = std::getenv("HOLDFAST_DATA");
  const std::string folder =
      elsewhere != nullptr && *elsewhere != '\0' ? elsewhere : HOLDFAST_DATADIR;
  return folder + "/crisis_lines.ini";
}

std::vector<CrisisLine> crisis_lines(std::string_view country) {
  auto lines = read_crisis_lines(bytes_of(own_crisis_file()), country);
  if (lines.empty()) lines = read_crisis_lines(bytes_of(installed_crisis_file()), country);
  // Nobody looks here in vain, whatever became of the files.
  if (lines.empty()) lines.push_back({"Find A Helpline", "", "https://findahelpline.com"});
  return lines;
}

}  // namespace holdfast::applet
