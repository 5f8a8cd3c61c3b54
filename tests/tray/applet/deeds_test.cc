#include "tray/applet/deeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/fake_daemon.h"
#include "tests/tray/applet/known_things.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::applet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tray::turn_until;

class DeedsTest : public testing::Test {
 protected:
  void SetUp() override {
    link_.start([] {}, [](const boost::json::object&) {});
    ASSERT_TRUE(turn_until([&] { return link_.state() == tray::LinkState::kConnected; }));
  }
  void perform(Deed deed, std::int64_t id = 0, std::string detail = "") {
    deeds_.perform({deed, id, std::move(detail)});
  }
  bool asked(const std::string& method, const std::string& parameters) {
    return turn_until([&] { return daemon_.asked(method) == parameters; });
  }
  // What has been posted since the last time.
  std::vector<Notice> told() {
    std::vector<Notice> notices;
    for (const Board::Change& change : board_.take()) {
      if (const auto* show = std::get_if<Board::Show>(&change)) notices.push_back(show->notice);
    }
    return notices;
  }
  bool is_told(const std::string& part) {
    return turn_until([&] {
      for (const Notice& notice : told()) {
        last_ = notice;
        if ((notice.title + "|" + notice.body).find(part) != std::string::npos) return true;
      }
      return false;
    });
  }

  fakes::FakeDaemon daemon_;
  tray::Link link_{{.path = daemon_.path()}};
  Known known_ = twelfth_day();
  Board board_;
  std::vector<CrisisLine> lines_ = {{"Somebody", "143", "https://x.example"},
                                    {"Everybody", "", "https://y.example"}};
  bool has_window_ = false;
  std::vector<std::string> opened_;
  int quiet_changes_ = 0;
  Notice last_;
  Deeds deeds_{{.link = link_,
                .known = known_,
                .board = board_,
                .crisis_lines = lines_,
                .version = "9.9",
                .on_change = [] {},
                .on_quiet = [this] { ++quiet_changes_; },
                .open_window =
                    [this](const std::string& page) {
                      if (has_window_) opened_.push_back("window " + page);
                      return has_window_;
                    },
                .open_address =
                    [this](const std::string& address) {
                      opened_.push_back(address);
                      return true;
                    }}};
};

TEST_F(DeedsTest, LetsAnUrgePassAndSaysThatItIsStrength) {
  board_.post(urge_notice(43, UrgeSource::kNoticed, known_));
  told();
  perform(Deed::kLetItPass, 43);
  EXPECT_TRUE(asked("RideOut", R"({"id":43,"helped":"let_it_pass"})"));
  EXPECT_TRUE(is_told("Ridden out"));
  EXPECT_TRUE(last_.is_transient);
}

TEST_F(DeedsTest, LetsAllOpenUrgesPassFromASummary) {
  known_.open_urges = {{43, kThen}, {44, kThen}};
  perform(Deed::kLetItPass, 0);
  EXPECT_TRUE(asked("RideOut", R"({"id":44,"helped":"let_it_pass"})"));
}

TEST_F(DeedsTest, SaysWhatHelped) {
  perform(Deed::kPassedWith, 43, "move");
  EXPECT_TRUE(asked("RideOut", R"({"id":43,"helped":"move"})"));
}

TEST_F(DeedsTest, AnUrgeThatIsGoneHasPassed) {
  daemon_.answer_error("RideOut", "io.holdfast.Control.NotFound", R"({"text": "no urge 43"})");
  perform(Deed::kLetItPass, 43);
  EXPECT_TRUE(is_told("Ridden out"));
}

TEST_F(DeedsTest, TellsTheDaemonOfAnUrge) {
  perform(Deed::kFeelUrge);
  EXPECT_TRUE(asked("ReportUrge", "{}"));
}

TEST_F(DeedsTest, AFailureIsToldInOwnWords) {
  daemon_.answer_error("ReportUrge", "io.holdfast.Control.Failed",
                       R"({"text": "instagram/her.name is in the way"})");
  perform(Deed::kFeelUrge);
  EXPECT_TRUE(is_told("That did not work"));
  EXPECT_THAT(last_.title + last_.body, Not(HasSubstr("her.name")));
}

TEST_F(DeedsTest, HelpOpensTheWindowOrIsSaid) {
  perform(Deed::kHelp, 43, "move");
  EXPECT_TRUE(is_told("Stand up"));
  EXPECT_EQ(last_.buttons.at(0).action, (Action{Deed::kPassedWith, 43, "move"}));
  has_window_ = true;
  perform(Deed::kHelp, 43, "move");
  perform(Deed::kHelp, 43, "note");
  perform(Deed::kHelp, 43, "reach_out");
  perform(Deed::kOpenWindow, 0, "days");
  EXPECT_THAT(opened_, ElementsAre("window now", "window note", "window reach-out", "window days"));
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(DeedsTest, WithoutAWindowAClickSaysHowItIs) {
  perform(Deed::kOpenWindow);
  EXPECT_TRUE(is_told("12 days of no contact with them"));
}

TEST_F(DeedsTest, ASlipIsNeverOneStrayClick) {
  perform(Deed::kReachedOut);
  EXPECT_TRUE(is_told("Did contact happen?"));
  EXPECT_EQ(known_.asking, (Action{Deed::kReachedOut, 0, ""}));
  perform(Deed::kNo);
  EXPECT_EQ(known_.asking, std::nullopt);
  perform(Deed::kYes);
  EXPECT_EQ(daemon_.asked("ReportSlip"), "null") << "nothing is asked any more";
  perform(Deed::kReachedOut);
  perform(Deed::kYes);
  EXPECT_TRUE(asked("ReportSlip", "{}"));
  EXPECT_TRUE(is_told("Thank you for being honest"));
}

TEST_F(DeedsTest, ALetGoIsAskedBack) {
  perform(Deed::kConfirm, 3);
  EXPECT_TRUE(is_told("Let this block go?"));
  EXPECT_EQ(daemon_.asked("Confirm"), "null");
  perform(Deed::kYes);
  EXPECT_TRUE(asked("Confirm", R"({"id":3})"));
  EXPECT_TRUE(is_told("It is let go"));
}

TEST_F(DeedsTest, ARefusalSaysFromWhen) {
  daemon_.answer_error("Confirm", "io.holdfast.Control.Refused",
                       R"({"text": "her.name", "until": "2026-03-13T20:00:00Z"})");
  perform(Deed::kConfirm, 3);
  perform(Deed::kYes);
  EXPECT_TRUE(is_told("Not yet|This can be done from"));
  EXPECT_THAT(last_.body, Not(HasSubstr("her.name")));
}

TEST_F(DeedsTest, KeepsABlockAtOnce) {
  perform(Deed::kCancel, 3);
  EXPECT_TRUE(asked("Cancel", R"({"id":3})"));
  EXPECT_TRUE(is_told("The block stays"));
}

TEST_F(DeedsTest, QuietIsForAnHour) {
  perform(Deed::kQuiet);
  EXPECT_EQ(known_.quiet_until, kThen + std::chrono::hours(1));
  perform(Deed::kSpeakAgain);
  EXPECT_EQ(known_.quiet_until, std::nullopt);
  EXPECT_EQ(quiet_changes_, 2);
}

TEST_F(DeedsTest, HelpInACrisisNeverReachesTheDaemon) {
  perform(Deed::kCrisis, 0);
  EXPECT_TRUE(is_told("Somebody|143"));
  perform(Deed::kCrisis, 1);
  EXPECT_THAT(opened_, ElementsAre("https://y.example"));
  perform(Deed::kCrisis, 7);
  perform(Deed::kCrisisHint);
  EXPECT_TRUE(is_told("crisis_lines.ini"));
  for (const char* method : {"ReportUrge", "RideOut", "ReportSlip", "Edit"}) {
    EXPECT_EQ(daemon_.asked(method), "null");
  }
}

TEST_F(DeedsTest, SaysWhatItIs) {
  perform(Deed::kAbout);
  EXPECT_TRUE(is_told("Holdfast 9.9"));
  known_.failing_layers = {"firewall"};
  perform(Deed::kWeakened);
  EXPECT_TRUE(is_told("the firewall"));
}

}  // namespace
}  // namespace holdfast::applet
