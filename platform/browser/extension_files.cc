#include "platform/browser/extension_files.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <utility>

#include "platform/atomic_file.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t kMaxPackage = std::size_t{4} << 20U;

std::string updates_xml(const std::string& id, const std::string& crx, const std::string& version) {
  return "<?xml version='1.0' encoding='UTF-8'?>\n"
         "<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>\n"
         "  <app appid='" +
         id +
         "'>\n"
         "    <updatecheck codebase='file://" +
         crx + "' version='" + version +
         "'/>\n"
         "  </app>\n"
         "</gupdate>\n";
}

// For a shell: within single quotes only a single quote means something.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

}  // namespace

ExtensionFiles::ExtensionFiles(Paths paths, ExtensionSources sources)
    : paths_(std::move(paths)), sources_(std::move(sources)) {}

fs::path ExtensionFiles::manifest_in(const fs::path& folder) const {
  return paths_.at(folder.native()) / (std::string(kNativeName) + ".json");
}

// A manifest names a program and no arguments.
std::string ExtensionFiles::program() const {
  return sources_.socket == Paths().socket() ? sources_.program.native()
                                             : place("holdfast-browser").native();
}

ExtensionFiles::File ExtensionFiles::manifest(const Browser& browser,
                                              const ExtensionKey& key) const {
  json::object manifest{{"name", kNativeName},
                        {"description", "Holdfast's daemon"},
                        {"path", program()},
                        {"type", "stdio"}};
  if (browser.family == BrowserFamily::kFirefox) {
    manifest["allowed_extensions"] = json::array{kFirefoxExtension};
  } else {
    manifest["allowed_origins"] = json::array{"chrome-extension://" + key.extension_id() + "/"};
  }
  return {manifest_in(browser.hosts), json::serialize(manifest) + "\n"};
}

Result<std::vector<ExtensionFiles::File>> ExtensionFiles::wanted(
    const std::vector<const Browser*>& browsers, const ExtensionKey& key) {
  const auto takes = [&](BrowserFamily family) {
    return std::ranges::any_of(browsers, [&](const Browser* browser) {
      return browser->family == family && browser->extension == ExtensionFit::kFits;
    });
  };
  std::vector<File> files;
  if (takes(BrowserFamily::kChromium)) {
    auto zip = read_file(sources_.packages / "holdfast-chromium.zip", kMaxPackage);
    if (!zip) return zip.error();
    if (zip_ != *zip) {
      auto packed = key.pack(*zip);
      if (!packed) return packed.error();
      crx_ = std::move(packed).value();
      zip_ = std::move(zip).value();
    }
    files.push_back({place("holdfast.crx"), crx_});
    files.push_back(
        {place("updates.xml"),
         updates_xml(key.extension_id(), place("holdfast.crx").native(), sources_.version)});
  }
  if (takes(BrowserFamily::kFirefox)) {
    auto xpi = read_file(sources_.packages / "holdfast-firefox.xpi", kMaxPackage);
    if (!xpi) return xpi.error();
    files.push_back({place("holdfast.xpi"), std::move(xpi).value()});
  }
  if (!files.empty() && program() == place("holdfast-browser")) {
    files.push_back({place("holdfast-browser"),
                     "#!/bin/sh\nexec " + quoted(sources_.program) + " --socket " +
                         quoted(sources_.socket) + "\n",
                     true});
  }
  std::set<fs::path> told;
  for (const Browser* browser : browsers) {
    const bool fits = browser->extension == ExtensionFit::kFits && !browser->hosts.empty();
    if (fits && told.insert(browser->hosts).second) files.push_back(manifest(*browser, key));
  }
  return files;
}

std::vector<fs::path> ExtensionFiles::places() const {
  std::vector<fs::path> places;
  for (const char* name : {"holdfast.crx", "updates.xml", "holdfast.xpi", "holdfast-browser"}) {
    places.push_back(place(name));
  }
  std::set<fs::path> folders;
  for (const Browser& browser : known_browsers()) {
    if (!browser.hosts.empty() && folders.insert(browser.hosts).second) {
      places.push_back(manifest_in(browser.hosts));
    }
  }
  return places;
}

}  // namespace holdfast::platform
