#include "tray/applet/notifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/tray/applet/known_things.h"
#include "tests/tray/applet/stub_server.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::applet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using tray::turn_until;
using tray::turn_while_busy;

class NotifierTest : public testing::Test {
 protected:
  NotifierTest()
      : notifier_(PrivateBus::ours().connection(),
                  {.on_action = [this](const Action& action) { actions_.push_back(action); },
                   .on_closed = [this](const std::string& key) { closed_.push_back(key); },
                   .on_server = [this](bool is_there) { is_there_ = is_there; },
                   .on_lost = [this] { ++lost_; }}) {}

  void SetUp() override {
    ASSERT_TRUE(turn_until([&] { return is_there_ == true; }));
  }

  void show(Notice notice) { notifier_.perform({Board::Show{std::move(notice)}}); }
  void show_urge(std::int64_t id = 43) {
    show(urge_notice(id, UrgeSource::kNoticed, twelfth_day()));
  }
  bool stand(std::size_t count) {
    return turn_until([&] { return server_->standing().size() == count; });
  }

  std::optional<StubServer> server_{std::in_place};
  std::vector<Action> actions_;
  std::vector<std::string> closed_;
  std::optional<bool> is_there_;
  int lost_ = 0;
  Notifier notifier_;
};

TEST_F(NotifierTest, SaysAllThatTheDesktopNeedsToKnow) {
  show_urge();
  ASSERT_TRUE(stand(1));
  const auto bubble = server_->standing().front();
  EXPECT_EQ(bubble.title, "An urge came, and it held");
  EXPECT_EQ(bubble.hints.at("urgency"), "0x01");
  EXPECT_EQ(bubble.hints.at("desktop-entry"), "'holdfast-tray'");
  EXPECT_EQ(bubble.hints.at("category"), "'x-holdfast.urge'");
  EXPECT_FALSE(bubble.hints.contains("transient"));
  EXPECT_THAT(bubble.actions, ElementsAre("default", "Let it pass", "button-1", "Let it pass",
                                          "button-2", "Call A.", "button-3", "Read my plan"));
}

TEST_F(NotifierTest, AButtonDoesWhatItSays) {
  show_urge();
  ASSERT_TRUE(stand(1));
  server_->press(server_->standing().front().id, "button-2");
  ASSERT_TRUE(turn_until([&] { return !actions_.empty() && !closed_.empty(); }));
  EXPECT_EQ(actions_[0], (Action{Deed::kHelp, 43, "call"}));
  EXPECT_THAT(closed_, ElementsAre("urge/43"));
}

TEST_F(NotifierTest, AClickLetsItPass) {
  show_urge();
  ASSERT_TRUE(stand(1));
  server_->press(server_->standing().front().id, "default");
  ASSERT_TRUE(turn_until([&] { return !actions_.empty(); }));
  EXPECT_EQ(actions_[0], (Action{Deed::kLetItPass, 43, ""}));
}

TEST_F(NotifierTest, ReplacesItsOwnAndLeavesNoOldButton) {
  show_urge();
  ASSERT_TRUE(stand(1));
  show(exercise_notice(Help::kMove, 43, twelfth_day()));
  ASSERT_TRUE(turn_until([&] { return server_->bubbles().size() == 2; }));
  const auto bubbles = server_->bubbles();
  EXPECT_EQ(bubbles[1].replaces, bubbles[0].id);
  EXPECT_THAT(bubbles[1].actions, ElementsAre("button-1", "It passed"));
}

TEST_F(NotifierTest, ClosesWhatIsOverAndIsNotToldOfIt) {
  show_urge();
  ASSERT_TRUE(stand(1));
  notifier_.perform({Board::Close{"urge/43"}});
  ASSERT_TRUE(stand(0));
  turn_while_busy();
  EXPECT_TRUE(closed_.empty());
}

TEST_F(NotifierTest, WithoutButtonsItSaysWhereTheyAre) {
  server_.reset();
  server_.emplace(std::vector<std::string>{"body", "body-markup"});
  show_urge();
  ASSERT_TRUE(stand(1));
  EXPECT_TRUE(server_->standing().front().actions.empty());
  EXPECT_THAT(server_->standing().front().body, HasSubstr("tray&apos;s menu"));
}

TEST_F(NotifierTest, WhereAClicksActionIsDrawnTooItIsNotSaidTwice) {
  server_.reset();
  ASSERT_TRUE(turn_until([&] { return lost_ == 1; }));
  server_.emplace(std::vector<std::string>{"actions"}, StubServer::Manners::kAnswers,
                  "Xfce Notify Daemon");
  show_urge();
  ASSERT_TRUE(stand(1));
  EXPECT_THAT(
      server_->standing().front().actions,
      ElementsAre("button-1", "Let it pass", "button-2", "Call A.", "button-3", "Read my plan"));
}

TEST_F(NotifierTest, TextIsTextWhereverItIsRead) {
  EXPECT_EQ(Notifier::body_for("a < b & c", Notifier::Markup::kRead), "a &lt; b &amp; c");
  EXPECT_EQ(Notifier::body_for("a < b & c", Notifier::Markup::kNotRead), "a < b & c");
}

TEST_F(NotifierTest, AServerThatHangsHoldsNobodyUp) {
  server_.reset();
  server_.emplace(std::vector<std::string>{}, StubServer::Manners::kHangs);
  const auto before = std::chrono::steady_clock::now();
  show_urge();
  turn_while_busy();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
  EXPECT_TRUE(turn_until([&] { return is_there_ == false; })) << "and it is known at last";
  EXPECT_EQ(lost_, 2) << "with the one before";
}

TEST_F(NotifierTest, WithoutAServerItSaysSoAndHearsOfTheNext) {
  server_.reset();
  ASSERT_TRUE(turn_until([&] { return lost_ == 1; }));
  show_urge();
  ASSERT_TRUE(turn_until([&] { return is_there_ == false; }));
  server_.emplace();
  ASSERT_TRUE(turn_until([&] { return is_there_ == true; }));
  show_urge();
  EXPECT_TRUE(stand(1));
}

TEST_F(NotifierTest, AfterARestartOldNumbersAreNotUsed) {
  show_urge();
  ASSERT_TRUE(stand(1));
  server_.reset();
  ASSERT_TRUE(turn_until([&] { return lost_ == 1; }));
  server_.emplace();
  show_urge();
  ASSERT_TRUE(stand(1));
  EXPECT_EQ(server_->standing().front().replaces, 0u);
}

TEST_F(NotifierTest, ASignalFromAnybodyElseIsDropped) {
  show_urge();
  ASSERT_TRUE(stand(1));
  BusPeer stranger(PrivateBus::ours().address());
  stranger.emit("/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                g_variant_new("(us)", server_->standing().front().id, "button-1"));
  // The next one comes from the server: whatever came before has been seen.
  server_->press(server_->standing().front().id, "button-2");
  ASSERT_TRUE(turn_until([&] { return !actions_.empty(); }));
  EXPECT_EQ(actions_.size(), 1u);
  EXPECT_EQ(actions_[0].deed, Deed::kHelp);
}

TEST_F(NotifierTest, ManyThatComeAtOnceAreAllShown) {
  for (int id = 1; id <= 20; ++id) show_urge(id);
  EXPECT_TRUE(stand(20));
}

}  // namespace
}  // namespace holdfast::applet
