#include "tray/cli/daemon_link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/ipc/names.h"
#include "tests/fakes/fake_daemon.h"
#include "tray/cli/fields.h"

namespace holdfast::cli {
namespace {

using testing::HasSubstr;

TEST(DaemonLink, AsksAndGetsAnAnswer) {
  fakes::FakeDaemon daemon;
  DaemonLink link(daemon.path());
  const auto reply = link.ask("GetPolicy");
  ASSERT_TRUE(reply);
  EXPECT_THAT(text_of(*reply, "text"), HasSubstr("alias them"));
  EXPECT_TRUE(link.ask("Cancel", {{"id", 1}}));
}

TEST(DaemonLink, FollowsAStreamAndCanAskAfterwards) {
  fakes::FakeDaemon daemon;
  DaemonLink link(daemon.path());
  int seen = 0;
  EXPECT_TRUE(link.follow("Watch", {}, [&](const auto&) { return ++seen < 10; }));
  EXPECT_EQ(seen, 2);
  EXPECT_TRUE(link.follow("Watch", {}, [](const auto&) { return false; }));
  EXPECT_TRUE(link.ask("GetStatus"));
}

TEST(DaemonLink, SaysThatNothingRuns) {
  DaemonLink link("/nowhere/holdfast.sock");
  const auto reply = link.ask("GetStatus");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ExitCode::kUnreachable);
  EXPECT_FALSE(link.follow("Watch", {}, [](const auto&) { return true; }));
}

TEST(DaemonLink, HasACodeAndWordsForEveryError) {
  const auto code = [](std::string_view error) {
    const Trouble trouble = trouble_from({std::string(error), {{"text", "so"}}});
    EXPECT_FALSE(trouble.text.empty() && error != ipc::kBadRules) << error;
    return trouble.code;
  };
  EXPECT_EQ(code(ipc::kBadRules), ExitCode::kUsage);
  EXPECT_EQ(code(ipc::kBadInput), ExitCode::kUsage);
  EXPECT_EQ(code(ipc::kInvalidParameter), ExitCode::kUsage);
  EXPECT_EQ(code(ipc::kNotFound), ExitCode::kNo);
  EXPECT_EQ(code(ipc::kFailed), ExitCode::kNo);
  EXPECT_EQ(code(ipc::kMethodNotFound), ExitCode::kNo);
  EXPECT_EQ(code("a.b.Surprise"), ExitCode::kNo);
  EXPECT_EQ(code(ipc::kRefused), ExitCode::kRefused);
  EXPECT_EQ(code(ipc::kPermissionDenied), ExitCode::kRefused);
  EXPECT_EQ(code(ipc::kServicePermissionDenied), ExitCode::kRefused);
}

}  // namespace
}  // namespace holdfast::cli
