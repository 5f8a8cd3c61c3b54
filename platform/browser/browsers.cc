#include "platform/browser/browsers.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

#if defined(__aarch64__)
#define HOLDFAST_FLATPAK_ARCH "aarch64"
#elif defined(__x86_64__)
#define HOLDFAST_FLATPAK_ARCH "x86_64"
#else
#define HOLDFAST_FLATPAK_ARCH "unknown"
#endif

constexpr const char* kFirefoxPolicies = "/etc/firefox/policies/policies.json";
constexpr const char* kMozillaHosts = "/usr/lib/mozilla/native-messaging-hosts";

std::vector<Browser> chromium_family() {
  const auto chromium = [](std::string_view id, std::string_view name, const char* policies,
                           const char* hosts, std::vector<std::string> signs,
                           std::vector<std::string> programs) {
    return Browser{.id = id,
                   .name = name,
                   .family = BrowserFamily::kChromium,
                   .extension = *hosts != '\0' ? ExtensionFit::kFits : ExtensionFit::kSandboxed,
                   .policies = policies,
                   .hosts = hosts,
                   .former = {},
                   .signs = std::move(signs),
                   .programs = std::move(programs)};
  };
  return {
      chromium("chromium", "Chromium", "/etc/chromium/policies/managed",
               "/etc/chromium/native-messaging-hosts", {"/usr/lib/chromium/chromium"},
               {"/usr/lib/chromium/chromium"}),
      chromium("chromium-browser", "Chromium", "/etc/chromium-browser/policies/managed",
               "/etc/chromium-browser/native-messaging-hosts",
               {"/usr/lib/chromium-browser/chromium-browser"},
               {"/usr/lib/chromium-browser/chromium-browser"}),
      chromium("chromium-snap", "Chromium (snap)", "/var/snap/chromium/current/policies/managed",
               "", {"/var/snap/chromium/current"}, {"/snap/chromium/"}),
      chromium("chromium-flatpak", "Chromium (flatpak)",
               "/var/lib/flatpak/extension/"
               "org.chromium.Chromium.Extension.holdfast/" HOLDFAST_FLATPAK_ARCH
               "/1/policies/managed",
               "", {"/var/lib/flatpak/app/org.chromium.Chromium"}, {"/app/chromium/"}),
      chromium("chrome", "Google Chrome", "/etc/opt/chrome/policies/managed",
               "/etc/opt/chrome/native-messaging-hosts", {"/opt/google/chrome/chrome"},
               {"/opt/google/chrome/chrome"}),
      chromium("brave", "Brave", "/etc/brave/policies/managed",
               "/etc/opt/chrome/native-messaging-hosts", {"/opt/brave.com/brave/brave"},
               {"/opt/brave.com/brave/brave"}),
      chromium("edge", "Microsoft Edge", "/etc/opt/edge/policies/managed",
               "/etc/opt/edge/native-messaging-hosts", {"/opt/microsoft/msedge/msedge"},
               {"/opt/microsoft/msedge/msedge"}),
      chromium("vivaldi", "Vivaldi", "/etc/vivaldi/policies/managed",
               "/etc/vivaldi/native-messaging-hosts", {"/opt/vivaldi/vivaldi-bin"},
               {"/opt/vivaldi/vivaldi-bin"}),
  };
}

std::vector<Browser> firefox_family() {
  return {
      Browser{.id = "firefox-esr",
              .name = "Firefox ESR",
              .family = BrowserFamily::kFirefox,
              .extension = ExtensionFit::kFits,
              .policies = kFirefoxPolicies,
              .hosts = kMozillaHosts,
              .former = "/usr/lib/firefox-esr/distribution/policies.json",
              .signs = {"/usr/lib/firefox-esr/firefox-esr"},
              .programs = {"/usr/lib/firefox-esr/firefox-esr"}},
      Browser{.id = "firefox",
              .name = "Firefox",
              .family = BrowserFamily::kFirefox,
              .extension = ExtensionFit::kNeedsSignature,
              .policies = kFirefoxPolicies,
              .hosts = kMozillaHosts,
              .former = "/usr/lib/firefox/distribution/policies.json",
              .signs = {"/usr/lib/firefox/firefox", "/opt/firefox/firefox"},
              .programs = {"/usr/lib/firefox/firefox", "/opt/firefox/firefox"}},
      Browser{.id = "firefox-snap",
              .name = "Firefox (snap)",
              .family = BrowserFamily::kFirefox,
              .extension = ExtensionFit::kSandboxed,
              .policies = kFirefoxPolicies,
              .hosts = {},
              .former = {},
              .signs = {"/snap/bin/firefox", "/var/lib/snapd/snap/bin/firefox"},
              .programs = {"/snap/firefox/"}},
      Browser{
          .id = "firefox-flatpak",
          .name = "Firefox (flatpak)",
          .family = BrowserFamily::kFirefox,
          .extension = ExtensionFit::kSandboxed,
          .policies =
              "/var/lib/flatpak/extension/org.mozilla.firefox.systemconfig/" HOLDFAST_FLATPAK_ARCH
              "/stable/policies/policies.json",
          .hosts = {},
          .former = {},
          .signs = {"/var/lib/flatpak/app/org.mozilla.firefox"},
          .programs = {"/app/lib/firefox/"}},
  };
}

std::vector<Browser> unmanaged() {
  const auto other = [](std::string_view id, std::string_view name, std::string program) {
    return Browser{.id = id,
                   .name = name,
                   .family = BrowserFamily::kUnmanaged,
                   .extension = ExtensionFit::kSandboxed,
                   .policies = {},
                   .hosts = {},
                   .former = {},
                   .signs = {program},
                   .programs = {program}};
  };
  return {other("opera", "Opera", "/usr/bin/opera"),
          other("epiphany", "GNOME Web", "/usr/bin/epiphany-browser"),
          other("falkon", "Falkon", "/usr/bin/falkon"),
          other("konqueror", "Konqueror", "/usr/bin/konqueror"),
          other("qutebrowser", "qutebrowser", "/usr/bin/qutebrowser"),
          other("tor-browser", "Tor Browser", "/usr/bin/torbrowser-launcher")};
}

}  // namespace

std::span<const Browser> known_browsers() {
  static const std::vector<Browser> kAll = [] {
    std::vector<Browser> all = chromium_family();
    for (auto* const family : {&firefox_family, &unmanaged}) {
      for (Browser& browser : family()) all.push_back(std::move(browser));
    }
    return all;
  }();
  return kAll;
}

std::vector<const Browser*> installed_browsers(const fs::path& root) {
  const auto is_there = [&](const std::string& sign) {
    std::error_code unknown;
    // A link that leads into a snap dangles outside of it; its name is enough.
    return fs::symlink_status(root / fs::path(sign).relative_path(), unknown).type() >
           fs::file_type::not_found;
  };
  std::vector<const Browser*> installed;
  for (const Browser& browser : known_browsers()) {
    if (std::ranges::any_of(browser.signs, is_there)) installed.push_back(&browser);
  }
  return installed;
}

std::vector<fs::path> folders_of_signs(const fs::path& root) {
  std::set<fs::path> folders;
  for (const Browser& browser : known_browsers()) {
    for (const std::string& sign : browser.signs) {
      // The nearest folder that is there: an installation begins by making the next one.
      fs::path folder = (root / fs::path(sign).relative_path()).parent_path();
      std::error_code unknown;
      while (folder != root && !fs::is_directory(folder, unknown)) folder = folder.parent_path();
      if (folder != root) folders.insert(folder);
    }
  }
  return {folders.begin(), folders.end()};
}

}  // namespace holdfast::platform
