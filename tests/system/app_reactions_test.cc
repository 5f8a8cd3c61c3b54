#include <gmock/gmock.h>
#include <signal.h>

#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

constexpr const char* kChromium = "etc/chromium/policies/managed/zz_holdfast.json";

struct AppReactions : LiveDaemon {
  void install(const std::string& program) {
    std::filesystem::create_directories((folder_ / program).parent_path());
    put(folder_ / program, "");
  }
};

TEST_F(AppReactions, PutsBackAPolicyFileThatWasDeletedAndTellsOnce) {
  install("usr/lib/chromium/chromium");
  start();
  edit("block instagram/her.name scope profile");
  const std::string held = get(folder_ / kChromium);
  EXPECT_NE(held.find("instagram.com/her.name"), std::string::npos);
  for (int i = 0; i < 3; ++i) {
    std::filesystem::remove(folder_ / kChromium);
    EXPECT_TRUE(wait_until([&] { return get(folder_ / kChromium) == held; }));
  }
  ASSERT_TRUE(wait_for("tamper", 1));
  const auto tampering = call("Log", {{"kinds", {"tamper"}}}).at("events").as_array();
  ASSERT_EQ(tampering.size(), 1u);
  EXPECT_EQ(tampering[0].at("detail").at("layer").as_string(), "browser");
}

TEST_F(AppReactions, CoversABrowserThatIsInstalledAndAnothersPolicies) {
  install("usr/lib/chromium/chromium");
  std::filesystem::create_directories(folder_ / "opt");
  start();
  edit("block instagram/her.name scope profile");
  install("opt/vivaldi/vivaldi-bin");
  EXPECT_TRUE(wait_until([&] {
    return std::filesystem::exists(folder_ / "etc/vivaldi/policies/managed/zz_holdfast.json");
  }));
  put(folder_ / "etc/chromium/policies/managed/corp.json",
      "{\"URLBlocklist\": [\"corp.example\"]}");
  EXPECT_TRUE(wait_until(
      [&] { return get(folder_ / kChromium).find("corp.example") != std::string::npos; }));
  EXPECT_TRUE(recorded("tamper").empty());
}

TEST_F(AppReactions, LetsGoOfPagesInTheBrowserToo) {
  install("usr/lib/chromium/chromium");
  start();
  edit("block instagram/her.name scope profile");
  call("Unblock", {{"target", "instagram/her.name"}});
  EXPECT_TRUE(wait_until([&] { return !std::filesystem::exists(folder_ / kChromium); }));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "etc/chromium"));
}

TEST_F(AppReactions, ReadsThePolicyAnewWhenToldTo) {
  start();
  put(folder_ / "etc/holdfast/policy.rules", "block example.org\n");
  ::kill(daemon_, SIGHUP);
  EXPECT_TRUE(wait_until([&] { return hosts().find("example.org") != std::string::npos; }));
}

}  // namespace
}  // namespace holdfast
