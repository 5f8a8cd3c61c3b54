#include "platform/browser/browsers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ids(const std::filesystem::path& root) {
  std::vector<std::string> found;
  for (const Browser* browser : installed_browsers(root)) found.emplace_back(browser->id);
  return found;
}

void install(const TempDir& root, const std::string& program) {
  const auto file = root.path() / program.substr(1);
  std::filesystem::create_directories(file.parent_path());
  put(file, "");
}

TEST(Browsers, AreFoundByTheirPrograms) {
  const TempDir root;
  EXPECT_THAT(ids(root.path()), IsEmpty());
  install(root, "/usr/lib/firefox-esr/firefox-esr");
  install(root, "/usr/lib/chromium/chromium");
  install(root, "/usr/bin/opera");
  EXPECT_THAT(ids(root.path()), ElementsAre("chromium", "firefox-esr", "opera"));
}

TEST(Browsers, AreFoundWhereASnapLeavesADanglingLink) {
  const TempDir root;
  std::filesystem::create_directories(root / "snap/bin");
  std::filesystem::create_symlink("/nowhere/snap", root / "snap/bin/firefox");
  EXPECT_THAT(ids(root.path()), ElementsAre("firefox-snap"));
}

TEST(Browsers, SayEachOnceAndWhereTheirPoliciesGo) {
  std::set<std::string_view> seen;
  for (const Browser& browser : known_browsers()) {
    EXPECT_TRUE(seen.insert(browser.id).second) << browser.id;
    EXPECT_FALSE(browser.signs.empty()) << browser.id;
    EXPECT_EQ(browser.policies.empty(), browser.family == BrowserFamily::kUnmanaged) << browser.id;
    EXPECT_EQ(browser.extension == ExtensionFit::kSandboxed, browser.hosts.empty()) << browser.id;
  }
}

TEST(Browsers, ComeInFoldersThatAreThere) {
  const TempDir root;
  std::filesystem::create_directories(root / "usr/lib");
  std::filesystem::create_directories(root / "opt");
  const auto folders = folders_of_signs(root.path());
  EXPECT_THAT(folders, Contains(root / "usr/lib"));
  EXPECT_THAT(folders, Contains(root / "opt"));
  for (const auto& folder : folders) EXPECT_TRUE(std::filesystem::is_directory(folder));
}

}  // namespace
}  // namespace holdfast::platform
