#include "tray/window/session.h"

#include "platform/ipc/names.h"
#include "tests/fakes/fake_daemon.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

class SessionTest : public testing::Test {
 protected:
  Session::Options options() const {
    Session::Options options;
    options.link.path = daemon_.path();
    options.slow_ms = 30;
    return options;
  }
  void start() {
    session_ = std::make_unique<Session>(options(), [this] { ++changes_; });
    session_->start();
  }
  bool comes_to(Trouble trouble) {
    return wait_until([&] { return session_->trouble() == trouble; });
  }
  fakes::FakeDaemon daemon_;
  std::unique_ptr<Session> session_;
  int changes_ = 0;
};

TEST_F(SessionTest, ReadsAllThatThePagesShow) {
  start();
  EXPECT_EQ(session_->trouble(), Trouble::kConnecting);
  ASSERT_TRUE(wait_until([&] { return session_->has_snapshot(); }));
  EXPECT_EQ(session_->trouble(), Trouble::kNone);
  EXPECT_TRUE(session_->snapshot().status.contains("streak"));
  EXPECT_TRUE(session_->snapshot().support.contains("now"));
  EXPECT_TRUE(session_->snapshot().rules.contains("rules"));
  EXPECT_TRUE(session_->snapshot().pending.contains("pending"));
  EXPECT_TRUE(session_->snapshot().insights.contains("by_week"));
  EXPECT_TRUE(session_->snapshot().partner.contains("consent"));
}

TEST_F(SessionTest, DoesWithoutAPartnerWhereTheDaemonKnowsNone) {
  daemon_.answer_error("GetPartner", ipc::kMethodNotFound, R"({"method": "GetPartner"})");
  start();
  ASSERT_TRUE(wait_until([&] { return session_->has_snapshot(); }));
  EXPECT_EQ(session_->trouble(), Trouble::kNone);
  EXPECT_TRUE(session_->snapshot().partner.empty());
}

TEST_F(SessionTest, ReadsAnewWhenAsked) {
  start();
  ASSERT_TRUE(wait_until([&] { return session_->has_snapshot(); }));
  daemon_.answer("ListRules", {R"({"rules": []})"});
  session_->refresh();
  EXPECT_TRUE(
      wait_until([&] { return session_->snapshot().rules.at("rules").as_array().empty(); }));
}

TEST_F(SessionTest, SaysThatItMayNotAsk) {
  daemon_.answer_error("GetStatus", ipc::kPermissionDenied, R"({"text": "no"})");
  start();
  EXPECT_TRUE(comes_to(Trouble::kRefused));
  EXPECT_FALSE(session_->has_snapshot());
}

TEST_F(SessionTest, SaysThatTheDaemonIsOfAnotherVersion) {
  daemon_.answer_error("GetSupport", ipc::kMethodNotFound, R"({"method": "GetSupport"})");
  start();
  EXPECT_TRUE(comes_to(Trouble::kOtherVersion));
}

TEST_F(SessionTest, SaysThatNobodyIsThere) {
  Session::Options away = options();
  away.link.path = "/nonexistent/holdfast.sock";
  session_ = std::make_unique<Session>(away, [] {});
  session_->start();
  EXPECT_TRUE(comes_to(Trouble::kAway));
  std::string trouble;
  session_->ask("GetStatus", {}, [&](const Answer& answer) { trouble = answer.trouble; });
  EXPECT_TRUE(wait_until([&] { return !trouble.empty(); }));
  EXPECT_THAT(trouble, HasSubstr("did not answer"));
}

TEST(AnswerFrom, GivesParametersOrASentence) {
  EXPECT_TRUE(answer_from(ipc::Reply{}).is_ok());
  EXPECT_THAT(answer_from(ipc::Failure{"cut"}).trouble, HasSubstr("did not answer"));
  const ipc::Reply refused{std::string(ipc::kRefused), {{"text", "not before tomorrow"}}, false};
  EXPECT_EQ(answer_from(refused).trouble, "not before tomorrow");
}

}  // namespace
}  // namespace holdfast::window
