#include "daemon/page_host.h"

#include <gtest/gtest.h>

#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

using daemon::PageHost;
using daemon::PageLanguage;
using daemon::PagePort;
using fakes::Brain;

class PageHostTest : public testing::Test {
 protected:
  PageHost host_{"http://127.0.53.66/resting",
                 {.state = [this]() -> const State& { return brain_.controller->state(); },
                  .now = [this] { return brain_.controller->now(); },
                  .submit = [this](auto what) { brain_.controller->submit(std::move(what)); },
                  .rule_of_page =
                      [](std::string_view id) {
                        return id == "3f9c0a1b2c3d4e5f"
                                   ? std::optional<std::string>("block example.org")
                                   : std::nullopt;
                      }}};
  Brain brain_;
  PagePort port_ = host_.port();
};

TEST_F(PageHostTest, WritesThePersonsPageAnew) {
  const auto page = [&] { return port_.personal(PageLanguage::kEnglish); };
  EXPECT_EQ(page().find("Day one"), std::string::npos);
  brain_.edit("block example.org");
  EXPECT_NE(page().find("Day one"), std::string::npos);
  brain_.edit("plan \"If it is late, then I sleep\"");
  EXPECT_NE(page().find("If it is late, then I sleep"), std::string::npos);
  EXPECT_EQ(page().find("example.org"), std::string::npos);
}

TEST_F(PageHostTest, LetsTheUrgeOfThatRulePass) {
  brain_.edit("block example.org");
  Attempt attempt;
  attempt.host = HostName::parse("example.org").value();
  const std::string key = brain_.controller->state().block_set.hosts.front().rule;
  brain_.controller->submit(event::AttemptSeen{attempt, key, HostReason::kTarget});
  ASSERT_EQ(brain_.controller->state().episodes.open().size(), 1U);
  port_.passed("0000000000000000");
  port_.passed("");
  EXPECT_EQ(brain_.controller->state().episodes.open().size(), 1U);
  port_.passed("3f9c0a1b2c3d4e5f");
  EXPECT_EQ(brain_.controller->state().episodes.open().size(),
            key == "block example.org" ? 0U : 1U);
}

}  // namespace
}  // namespace holdfast
