#include "tray/window/coach_settings.h"

#include <arpa/inet.h>
#include <glib.h>
#include <glib/gstdio.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "tray/i18n.h"

namespace holdfast::window {
namespace {

constexpr int kFolderMode = 0700;
constexpr int kFileMode = 0600;
constexpr std::size_t kLongest = 300;  ///< bytes of an address or the name of a model
constexpr const char* kGroup = "coach";

bool is_loopback(const std::string& host) {
  if (g_ascii_strcasecmp(host.c_str(), "localhost") == 0) return true;
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

bool has_control(const std::string& text) {
  for (const char one : text) {
    if (g_ascii_iscntrl(one) != FALSE) return true;
  }
  return false;
}

// What servers give as their address is the beginning of it.
std::string chat_path(std::string path) {
  constexpr std::string_view kChat = "/chat/completions";
  while (path.ends_with('/')) path.pop_back();
  if (path.ends_with(kChat)) return path;
  if (!path.ends_with("/v1")) path += "/v1";
  return path.append(kChat);
}

std::string key_of(GKeyFile* file, const char* key) {
  g_autofree char* found = g_key_file_get_string(file, kGroup, key, nullptr);
  return found == nullptr ? "" : found;
}

CoachAddress refused(std::string words) { return {{}, {}, 0, std::move(words)}; }

}  // namespace

CoachAddress coach_address(const std::string& endpoint) {
  if (endpoint.empty()) return refused(_("The address is missing. One is http://127.0.0.1:8080."));
  const bool has_scheme = endpoint.find("://") != std::string::npos;
  const std::string whole = has_scheme ? endpoint : "http://" + endpoint;
  g_autoptr(GUri) uri = nullptr;
  if (whole.size() <= kLongest && !has_control(whole)) {
    uri = g_uri_parse(whole.c_str(), G_URI_FLAGS_NONE, nullptr);
  }
  const char* host = uri == nullptr ? nullptr : g_uri_get_host(uri);
  if (host == nullptr || *host == '\0' || g_uri_get_port(uri) == 0) {
    return refused(_("That is no address. One looks like http://127.0.0.1:8080."));
  }
  const std::string scheme = g_uri_get_scheme(uri);
  if (scheme != "http" && scheme != "https") {
    return refused(_("A coach is asked by http. An address looks like http://127.0.0.1:8080."));
  }
  if (g_uri_get_userinfo(uri) != nullptr || g_uri_get_query(uri) != nullptr ||
      g_uri_get_fragment(uri) != nullptr) {
    return refused(_("Only the address, please, with no name and no question in it."));
  }
  if (!is_loopback(host)) {
    return refused(
        _("That is another computer. A coach has to run on this one, at 127.0.0.1 or localhost: "
          "nothing leaves this computer."));
  }
  const int named = g_uri_get_port(uri);
  const int port = named > 0 ? named : scheme == "https" ? 443 : 80;
  g_autofree char* url = g_uri_join(G_URI_FLAGS_NONE, scheme.c_str(), nullptr, host, named,
                                    chat_path(g_uri_get_path(uri)).c_str(), nullptr, nullptr);
  return {url, host, static_cast<std::uint16_t>(port), {}};
}

CoachSettings::CoachSettings(std::string folder)
    : folder_(std::move(folder)), path_(folder_ + "/coach.ini") {}

std::string CoachSettings::usual_folder() {
  g_autofree char* folder = g_build_filename(g_get_user_config_dir(), "holdfast", nullptr);
  return folder;
}

std::optional<Coach> CoachSettings::load() {
  trouble_.clear();
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_autoptr(GError) error = nullptr;
  if (g_key_file_load_from_file(file, path_.c_str(), G_KEY_FILE_NONE, &error) == FALSE) {
    if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
      trouble_ = fill(_("What was set up cannot be read: {1}"), {error->message});
    }
    return std::nullopt;
  }
  Coach coach{key_of(file, "endpoint"), key_of(file, "model")};
  // The file may have been written by hand.
  trouble_ = coach_address(coach.endpoint).trouble;
  if (!trouble_.empty()) return std::nullopt;
  return coach;
}

bool CoachSettings::save(const Coach& coach) {
  trouble_ = coach_address(coach.endpoint).trouble;
  if (trouble_.empty() && (coach.model.size() > kLongest || has_control(coach.model))) {
    trouble_ = _("That is no name of a model. One looks like llama3.2.");
  }
  if (!trouble_.empty()) return false;
  if (g_mkdir_with_parents(folder_.c_str(), kFolderMode) != 0) {
    trouble_ = fill(_("There is no place to keep it: {1}"), {g_strerror(errno)});
    return false;
  }
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_key_file_set_string(file, kGroup, "endpoint", coach.endpoint.c_str());
  g_key_file_set_string(file, kGroup, "model", coach.model.c_str());
  gsize length = 0;
  g_autofree char* bytes = g_key_file_to_data(file, &length, nullptr);
  g_autoptr(GError) error = nullptr;
  const auto how = static_cast<GFileSetContentsFlags>(G_FILE_SET_CONTENTS_CONSISTENT |
                                                      G_FILE_SET_CONTENTS_DURABLE);
  if (g_file_set_contents_full(path_.c_str(), bytes, static_cast<gssize>(length), how, kFileMode,
                               &error) == FALSE) {
    trouble_ = fill(_("It is not kept yet: {1}"), {error->message});
    return false;
  }
  return true;
}

bool CoachSettings::switch_off() {
  trouble_.clear();
  if (g_remove(path_.c_str()) == 0 || errno == ENOENT) return true;
  trouble_ = fill(_("It cannot be taken away: {1}"), {g_strerror(errno)});
  return false;
}

}  // namespace holdfast::window
