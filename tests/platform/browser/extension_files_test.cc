#include "platform/browser/extension_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

struct ExtensionFilesTest : testing::Test {
  ExtensionFilesTest() {
    std::filesystem::create_directories(root / "packages");
    put(root / "packages/holdfast-chromium.zip", "zip");
    put(root / "packages/holdfast-firefox.xpi", "xpi");
  }

  std::vector<const Browser*> browsers(std::initializer_list<std::string_view> ids) {
    std::vector<const Browser*> found;
    for (const Browser& browser : known_browsers()) {
      if (std::find(ids.begin(), ids.end(), browser.id) != ids.end()) found.push_back(&browser);
    }
    return found;
  }

  std::map<std::string, std::string> wanted(std::initializer_list<std::string_view> ids) {
    std::map<std::string, std::string> files;
    auto found = extension.wanted(browsers(ids), key);
    if (!found) return files;
    for (const auto& file : *found) {
      files[file.path.lexically_relative(root.path()).native()] = file.bytes;
    }
    return files;
  }

  TempDir root;
  Paths paths{root.path()};
  ExtensionKey key = ExtensionKey::open(root / "key").value();
  ExtensionFiles extension{paths,
                           {.packages = root / "packages",
                            .program = "/usr/libexec/holdfast's browser",
                            .socket = root / "sock",
                            .version = "1.2"}};
};

TEST_F(ExtensionFilesTest, AreThereForTheFamiliesOfThisMachine) {
  const auto chromium = wanted({"chromium"});
  EXPECT_EQ(chromium.at("var/cache/holdfast/browser/holdfast.crx"), key.pack("zip").value());
  EXPECT_THAT(
      chromium.at("var/cache/holdfast/browser/updates.xml"),
      testing::AllOf(testing::HasSubstr(key.extension_id()), testing::HasSubstr("version='1.2'"),
                     testing::HasSubstr("file://" + root.path().native())));
  EXPECT_FALSE(chromium.contains("var/cache/holdfast/browser/holdfast.xpi"));
  const auto firefox = wanted({"firefox-esr"});
  EXPECT_EQ(firefox.at("var/cache/holdfast/browser/holdfast.xpi"), "xpi");
  EXPECT_FALSE(firefox.contains("var/cache/holdfast/browser/holdfast.crx"));
}

TEST_F(ExtensionFilesTest, AreNoneWhereNoBrowserCanTakeThem) {
  EXPECT_TRUE(wanted({"opera", "chromium-snap", "firefox-flatpak"}).empty());
}

TEST_F(ExtensionFilesTest, LeadBrowsersToTheProgramForThatSocket) {
  const auto files = wanted({"chromium", "firefox-esr"});
  const auto chromium =
      boost::json::parse(files.at("etc/chromium/native-messaging-hosts/io.holdfast.browser.json"));
  EXPECT_EQ(chromium.at("path").as_string(), (paths.browser() / "holdfast-browser").native());
  EXPECT_EQ(chromium.at("allowed_origins").at(0).as_string(),
            "chrome-extension://" + key.extension_id() + "/");
  const auto firefox = boost::json::parse(
      files.at("usr/lib/mozilla/native-messaging-hosts/io.holdfast.browser.json"));
  EXPECT_EQ(firefox.at("allowed_extensions").at(0), kFirefoxExtension);
  EXPECT_EQ(files.at("var/cache/holdfast/browser/holdfast-browser"),
            "#!/bin/sh\nexec '/usr/libexec/holdfast'\\''s browser' --socket '" +
                (root / "sock").native() + "'\n");
}

TEST_F(ExtensionFilesTest, NameTheProgramItselfWhereItsSocketIsTheUsualOne) {
  ExtensionFiles usual(paths, {.packages = root / "packages",
                               .program = "/usr/libexec/holdfast-browser",
                               .socket = Paths().socket(),
                               .version = "1"});
  const auto files = usual.wanted(browsers({"chromium"}), key).value();
  const auto manifest = boost::json::parse(files.back().bytes);
  EXPECT_EQ(manifest.at("path").as_string(), "/usr/libexec/holdfast-browser");
  for (const auto& file : files) EXPECT_FALSE(file.is_program);
}

TEST_F(ExtensionFilesTest, AreAllAmongThePlacesToLookAt) {
  const auto places = extension.places();
  for (const auto& [path, bytes] : wanted({"chromium", "firefox-esr", "vivaldi", "edge"})) {
    EXPECT_THAT(places, testing::Contains(root / path));
  }
}

TEST_F(ExtensionFilesTest, SayWhenThePackagesAreMissing) {
  std::filesystem::remove(root / "packages/holdfast-chromium.zip");
  const auto found = extension.wanted(browsers({"chromium"}), key);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::platform
