// The policy file as no editor should leave it, and the zone's link, on the running daemon.
#include <signal.h>

#include "policy/rules_text.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

namespace fs = std::filesystem;

constexpr int kTlsAlert = 35;

class BadPolicyTest : public LiveDaemon {
 protected:
  void SetUp() override {
    LiveDaemon::SetUp();
    start();
    edit("block example.org");
  }
  fs::path policy() const { return folder_ / "etc/holdfast/policy.rules"; }

  /// What is wrong is said, what held goes on holding, and the file stays as it is: now, and after
  /// the next start.
  void expect_refused(const std::string& bytes, const std::string& because) {
    put(policy(), bytes);
    const auto is_said = [&] { return warnings().find(because) != std::string::npos; };
    EXPECT_TRUE(wait_until(is_said)) << warnings();
    expect_holds(bytes);
    end_with(SIGKILL);
    start();
    EXPECT_TRUE(is_said()) << warnings();
    expect_holds(bytes);
  }
  void expect_holds(const std::string& bytes) {
    EXPECT_TRUE(get(policy()) == bytes);
    EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
    EXPECT_TRUE(recorded("pending").empty());
  }
};

TEST_F(BadPolicyTest, TenMegabytes) {
  std::string bytes;
  while (bytes.size() < 10 << 20) bytes += "block n" + std::to_string(bytes.size()) + ".example\n";
  expect_refused(bytes, "policy.rules");
}

TEST_F(BadPolicyTest, OneByteTooMany) {
  expect_refused(std::string(kMaxRulesBytes + 1, '#'), "policy.rules");
}

TEST_F(BadPolicyTest, Nul) {
  expect_refused(std::string("block example.org\nblock exam\0ple.net\n", 37), "policy.rules:2:");
}

TEST_F(BadPolicyTest, InvalidUtf8) {
  expect_refused("block example.org\nplan \"\xff\xfe\"\n", "policy.rules:2:");
}

TEST_F(BadPolicyTest, WindowsLineEndingsAreLineEndings) {
  put(policy(), "block example.org\r\nblock example.net\r\n");
  EXPECT_TRUE(wait_until([&] { return hosts().find("example.net") != std::string::npos; }));
  EXPECT_EQ(warnings(), "[]");
  EXPECT_TRUE(recorded("pending").empty());
}

TEST_F(BadPolicyTest, AnEmptyFileTakesNothingAway) {
  // Beyond the ten minutes in which a mistake is taken back, by a rule that was taken back before.
  call("Unblock", {{"target", "example.org"}});
  edit("block example.org");
  put(policy(), "");
  EXPECT_TRUE(wait_until([&] { return get(policy()) == "block example.org\n"; }));
  EXPECT_EQ(recorded("pending").size(), 1U);
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
}

TEST_F(BadPolicyTest, ADirectoryInItsPlace) {
  const auto is_said = [&] { return warnings().find("directory") != std::string::npos; };
  fs::remove(policy());
  fs::create_directory(policy());
  EXPECT_TRUE(wait_until(is_said)) << warnings();
  end_with(SIGKILL);
  start();
  EXPECT_TRUE(is_said()) << warnings();
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
  EXPECT_TRUE(recorded("pending").empty());
  fs::remove(policy());
  put(policy(), "block example.org\nblock example.net\n");
  EXPECT_TRUE(wait_until([&] { return hosts().find("example.net") != std::string::npos; }));
  EXPECT_EQ(warnings(), "[]");
}

TEST_F(BadPolicyTest, AListOfTwoHundredThousandNamesWithSomeRubbish) {
  std::string list;
  for (int i = 0; i < 200'000; ++i) {
    list += "0.0.0.0 n" + std::to_string(i) + ".example.com\n";
    if (i % 100 == 0) list += "0.0.0.0 rub$bish \xff\n";
  }
  put(folder_ / "etc/large.hosts", list);
  edit("block list large from /etc/large.hosts");
  EXPECT_GE(call("GetStatus").at("names_held").as_int64(), 200'000);
  for (const char* name : {"n0.example.com", "a.n199999.example.com"}) {
    EXPECT_TRUE(call("Why", {{"query", name}}).at("blocked").as_bool()) << name;
  }
  EXPECT_FALSE(call("Why", {{"query", "n200000.example.com"}}).at("blocked").as_bool());
}

TEST_F(BadPolicyTest, ATurnedZoneIsSaidOnceAndOpensNothing) {
  const fs::path link = folder_ / "etc/localtime";
  for (const char* zone : {"Asia/Tokyo", "America/New_York"}) {
    fs::remove(link);
    fs::create_symlink(fs::path("/usr/share/zoneinfo") / zone, link);
    ASSERT_TRUE(wait_until([&] {
      return boost::json::serialize(call("Log", {{"kinds", {"zone_changed"}}})).find(zone) !=
             std::string::npos;
    })) << zone;
  }
  EXPECT_NE(warnings().find("zone"), std::string::npos);
  EXPECT_EQ(recorded("zone_changed").size(), 2U);
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
}

}  // namespace
}  // namespace holdfast
