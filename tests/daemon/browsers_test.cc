#include "daemon/browsers.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>

#include "tests/daemon/browser_world.h"

namespace holdfast::daemon {
namespace {

struct BrowsersTest : testing::Test, BrowserWorld {
  std::string some_id() {
    return std::string(layer.pages(set).at("rules").at(0).at("id").as_string());
  }
  Peer peer{.uid = 1000, .gid = 1000, .pid = ::getpid()};
};

TEST_F(BrowsersTest, TellWhoFollowsTheRulesNowAndAtEveryChange) {
  const auto sink = std::make_shared<KeptSink>();
  browsers.publish(set);
  browsers.follow(peer, Responder(sink));
  ASSERT_EQ(sink->replies.size(), 1u);
  EXPECT_TRUE(sink->replies.front().continues);
  EXPECT_EQ(sink->replies.front().parameters.at("pages"), layer.pages(set));
  browsers.publish(set);
  EXPECT_EQ(sink->replies.size(), 1u) << "nothing changed";
  set.profiles.clear();
  browsers.publish(set);
  ASSERT_EQ(sink->replies.size(), 2u);
  EXPECT_EQ(sink->replies.back().parameters.at("pages").at("rules").as_array().size(), 1u);
  sink->open = false;
  browsers.publish(BlockSet());
  EXPECT_EQ(sink->replies.size(), 2u);
}

TEST_F(BrowsersTest, TakeAVisitForAnAttemptAtItsRule) {
  EXPECT_TRUE(browsers.report_visit(peer, some_id()));
  ASSERT_EQ(attempts.size(), 1u);
  EXPECT_EQ(attempts[0].attempt.detector, Detector::kBrowser);
  EXPECT_EQ(attempts[0].attempt.intent, Intent::kVisit);
  EXPECT_EQ(attempts[0].rule, browsers.rule_of(some_id()));
  EXPECT_TRUE(attempts[0].attempt.path.empty());
  EXPECT_EQ(attempts[0].attempt.host, std::nullopt);
}

TEST_F(BrowsersTest, KnowNoRuleByAnythingElse) {
  for (const char* id : {"", "0123456789abcdef", "block instagram/her.name"}) {
    EXPECT_FALSE(browsers.report_visit(peer, id)) << id;
  }
  EXPECT_TRUE(attempts.empty());
}

TEST_F(BrowsersTest, TellProgramsFromBrowsers) {
  EXPECT_EQ(browsers.sight_of(std::nullopt), Browsers::Sight::kNoBrowser);
  EXPECT_EQ(browsers.sight_of(Program{.pid = ::getpid(), .name = "chromium"}),
            Browsers::Sight::kNoBrowser)
      << "a name alone is easily taken";
}

TEST_F(BrowsersTest, ShowWhatIsInstalledAndHowItIs) {
  const auto views = browsers.view();
  ASSERT_EQ(views.size(), 2u);
  EXPECT_EQ(views[0].browser->id, "chromium");
  EXPECT_EQ(views[0].extension, ExtensionState::kNotRunning);
  EXPECT_EQ(views[1].browser->id, "opera");
  EXPECT_EQ(views[1].extension, ExtensionState::kCannot);
}

TEST_F(BrowsersTest, RestWhileNothingIsBlocked) {
  browsers.publish(BlockSet());
  EXPECT_EQ(loop.run(), 0u) << "no timer is set";
}

TEST(BrowserSetup, LeadsToTheSinkhole) {
  Options options;
  options.listen_address = sinkhole();
  EXPECT_EQ(browser_setup(options, built_in_catalog()).kind_page, "http://127.0.53.66/resting");
  options.http_port = 8080;
  options.browser_packages = "/packages";
  const auto setup = browser_setup(options, built_in_catalog());
  EXPECT_EQ(setup.kind_page, "http://127.0.53.66:8080/resting");
  EXPECT_EQ(setup.extension.packages, "/packages");
}

}  // namespace
}  // namespace holdfast::daemon
