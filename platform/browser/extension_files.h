#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/browser/browsers.h"
#include "platform/browser/extension_key.h"
#include "platform/browser/kept_files.h"
#include "platform/paths.h"

namespace holdfast::platform {

/// The id of the extension in Firefox, as its manifest says.
inline constexpr const char* kFirefoxExtension = "holdfast@holdfast.local";
/// The name by which the extension asks its browser for our program.
inline constexpr const char* kNativeName = "io.holdfast.browser";

/// What the extension is made of, and where it is to run.
struct ExtensionSources {
  std::filesystem::path packages;  ///< folder of holdfast-chromium.zip and holdfast-firefox.xpi
  std::filesystem::path program;   ///< the native-messaging host
  std::filesystem::path socket;    ///< that it is to talk to
  std::string version;
};

/// The files beside the policies: the packed extension for either family, and the manifests by
/// which browsers find the native-messaging host.
class ExtensionFiles {
 public:
  ExtensionFiles(Paths paths, ExtensionSources sources);

  struct File {
    std::filesystem::path path;
    std::string bytes;
    bool is_program = false;
  };
  /// All of them for these browsers, as they are to be; none where no browser can take the
  /// extension. kNotFound when the packages are not there.
  Result<std::vector<File>> wanted(const std::vector<const Browser*>& browsers,
                                   const ExtensionKey& key);

  /// Every place where one may have been written.
  std::vector<std::filesystem::path> places() const;
  std::string chromium_url() const { return "file://" + place("updates.xml").native(); }
  std::string firefox_url() const { return "file://" + place("holdfast.xpi").native(); }

 private:
  std::filesystem::path place(std::string_view name) const { return paths_.browser() / name; }
  std::filesystem::path manifest_in(const std::filesystem::path& folder) const;
  File manifest(const Browser& browser, const ExtensionKey& key) const;
  std::string program() const;

  Paths paths_;
  ExtensionSources sources_;
  std::optional<std::string> zip_;  // as last packed
  std::string crx_;
};

}  // namespace holdfast::platform
