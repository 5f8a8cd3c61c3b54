#include "tray/applet/menu_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tray/applet/known_things.h"
#include "tray/applet/notice.h"

namespace holdfast::applet {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::vector<CrisisLine> kLines = {{"TelefonSeelsorge", "08001110111", "https://x.example"},
                                        {"Find A Helpline", "", "https://findahelpline.com"}};

std::vector<Entry> menu_of(const Known& known) { return menu(known, kLines); }

std::vector<std::string> texts(const std::vector<Entry>& entries) {
  std::vector<std::string> found;
  for (const Entry& entry : entries) found.push_back(entry.text.empty() ? "--" : entry.text);
  return found;
}

void collect(const std::vector<Entry>& entries, std::vector<Action>& found) {
  for (const Entry& entry : entries) {
    if (entry.action) found.push_back(*entry.action);
    collect(entry.children, found);
  }
}

std::string flat(const std::vector<Entry>& entries) {
  std::string all;
  for (const Entry& entry : entries) all += entry.text + "\n" + flat(entry.children);
  return all;
}

const Entry& named(const std::vector<Entry>& entries, const std::string& part) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& one) {
    return one.text.find(part) != std::string::npos;
  });
  if (found == entries.end()) throw std::runtime_error("no entry " + part);
  return *found;
}

TEST(MenuModel, OnAQuietDay) {
  EXPECT_THAT(texts(menu_of(twelfth_day())),
              ElementsAre("12 days of no contact with them", "Next mark: 14 days, in 2 days", "--",
                          "I feel an urge", "What helps now", "Help in a crisis", "--",
                          "I reached out…", "Quiet for an hour", "About Holdfast"));
}

TEST(MenuModel, TheFirstMarkIsNotCountedDown) {
  Known known = twelfth_day();
  known.streak->days = 0;
  known.next_milestone = 1;
  EXPECT_EQ(menu_of(known).at(1).text, "Next mark: 1 day");
  known.next_milestone.reset();
  EXPECT_EQ(menu_of(known).at(1).text, "");
}

TEST(MenuModel, OffersTheWindowWhereThereIsOne) {
  Known known = twelfth_day();
  known.has_window = true;
  EXPECT_EQ(named(menu_of(known), "Open Holdfast").action, (Action{Deed::kOpenWindow, 0, ""}));
}

TEST(MenuModel, SaysWhenTheNextSummaryGoesAndOpensItsPreview) {
  ::setenv("TZ", "UTC", 1);
  Known known = twelfth_day();
  EXPECT_THAT(flat(menu_of(known)), Not(HasSubstr("summary")));
  known.next_summary = kThen + hours(70);
  EXPECT_EQ(named(menu_of(known), "summary"), (Entry{"Next summary: Sunday 18:00", {}, {}}));
  known.has_window = true;
  EXPECT_EQ(named(menu_of(known), "Next summary: Sunday 18:00").action,
            (Action{Deed::kOpenWindow, 0, "summary"}));
  known.next_summary = kThen - hours(1);
  EXPECT_THAT(flat(menu_of(known)), HasSubstr("Next summary: as soon as it can go"));
  known.link = tray::LinkState::kAway;
  EXPECT_THAT(flat(menu_of(known)), Not(HasSubstr("summary")));
}

TEST(MenuModel, OffersToLetAnOpenUrgePass) {
  Known known = twelfth_day();
  known.open_urges = {{43, kThen}};
  EXPECT_EQ(named(menu_of(known), "Let it pass").action, (Action{Deed::kLetItPass, 43, ""}));
  EXPECT_EQ(named(menu_of(known), "What helps").children.at(0).action,
            (Action{Deed::kHelp, 43, "call"}));
  known.open_urges.push_back({44, kThen});
  std::vector<Action> actions;
  collect(menu_of(known), actions);
  EXPECT_THAT(actions, testing::Contains(Action{Deed::kLetItPass, 43, ""}));
  EXPECT_THAT(actions, testing::Contains(Action{Deed::kLetItPass, 44, ""}));
}

TEST(MenuModel, TheToolkitStandsInTheOrderOfTheMoment) {
  EXPECT_THAT(texts(named(menu_of(twelfth_day()), "What helps").children),
              ElementsAre("Call A.", "Read my plan", "Something warm", "Move a little",
                          "Breathe for a minute", "Look around: 5-4-3-2-1",
                          "A note that stays here", "Before reaching out"));
}

TEST(MenuModel, ShowsEachLooseningWithWhatCanBeDone) {
  Known known = twelfth_day();
  known.pending = {{3, kThen - hours(24), kThen, kThen + hours(48), true},
                   {4, kThen, kThen + hours(24), kThen + hours(72), false}};
  const auto entries = menu_of(known);
  EXPECT_THAT(texts(named(entries, "can be confirmed").children),
              ElementsAre("Confirm it", HasSubstr("Open until"), "Keep the block"));
  EXPECT_THAT(texts(named(entries, "is waiting").children),
              ElementsAre(HasSubstr("It can be confirmed from"), "Keep the block"));
  EXPECT_EQ(named(entries, "is waiting").children.back().action, (Action{Deed::kCancel, 4, ""}));
}

TEST(MenuModel, ASlipAndALetGoAreAskedBack) {
  Known known = twelfth_day();
  known.pending = {{3, kThen - hours(24), kThen, kThen + hours(48), true}};
  known.asking = Action{Deed::kReachedOut, 0, ""};
  EXPECT_THAT(texts(named(menu_of(known), "Contact happened?").children),
              ElementsAre("Yes, it happened", "No, all is well"));
  known.asking = Action{Deed::kConfirm, 3, ""};
  EXPECT_THAT(texts(named(menu_of(known), "Let this block go?").children),
              ElementsAre("Yes, let it go", "No, keep it"));
}

TEST(MenuModel, QuietCanBeTakenBack) {
  Known known = twelfth_day();
  EXPECT_EQ(named(menu_of(known), "Quiet").action, (Action{Deed::kQuiet, 0, ""}));
  known.quiet_until = kThen + hours(1);
  EXPECT_EQ(named(menu_of(known), "Quiet until").action, (Action{Deed::kSpeakAgain, 0, ""}));
}

TEST(MenuModel, HelpInACrisisIsAlwaysThereWithHowToChangeIt) {
  for (const auto link : {tray::LinkState::kConnected, tray::LinkState::kAway,
                          tray::LinkState::kRefused, tray::LinkState::kConnecting}) {
    Known known;
    known.link = link;
    known.now = kThen;
    EXPECT_THAT(texts(named(menu_of(known), "crisis").children),
                ElementsAre("TelefonSeelsorge: 08001110111", "Find A Helpline", "--",
                            "Nothing here is ever recorded", "Change these numbers"));
  }
}

TEST(MenuModel, SaysWhatToDoWithoutADaemonAndOffersNothingDead) {
  Known known = twelfth_day();
  known.link = tray::LinkState::kAway;
  known.open_urges = {{43, kThen}};
  known.pending = {{3, kThen, kThen, kThen, true}};
  const auto entries = menu_of(known);
  EXPECT_EQ(entries[0].text, "Holdfast is not running");
  EXPECT_THAT(entries[1].text, HasSubstr("systemctl start"));
  std::vector<Action> actions;
  collect(entries, actions);
  for (const Action& action : actions) {
    EXPECT_TRUE(action.deed == Deed::kHelp || action.deed == Deed::kCrisis ||
                action.deed == Deed::kCrisisHint || action.deed == Deed::kQuiet ||
                action.deed == Deed::kAbout)
        << static_cast<int>(action.deed);
  }
}

TEST(MenuModel, OffersWhateverANotificationDoes) {
  Known known = twelfth_day();
  known.open_urges = {{43, kThen}};
  known.pending = {{3, kThen - hours(24), kThen, kThen + hours(48), true}};
  std::vector<Action> offered;
  collect(menu_of(known), offered);
  for (const auto& asked : {Action{Deed::kReachedOut, 0, ""}, Action{Deed::kConfirm, 3, ""}}) {
    known.asking = asked;
    collect(menu_of(known), offered);
  }
  std::vector<Notice> notices{urge_notice(43, UrgeSource::kNoticed, known),
                              ready_notice(known.pending[0], known),
                              question_notice({Deed::kReachedOut, 0, ""}, known),
                              question_notice({Deed::kConfirm, 3, ""}, known)};
  for (const Notice& notice : notices) {
    for (const Button& button : notice.buttons) {
      EXPECT_THAT(offered, testing::Contains(button.action)) << button.text;
    }
  }
}

TEST(MenuModel, NamesNothingThatIsBlocked) {
  Known known = twelfth_day();
  known.pending = {{3, kThen - hours(24), kThen, kThen + hours(48), true}};
  known.guard = Guard::kWeakened;
  EXPECT_THAT(flat(menu_of(known)), Not(HasSubstr("instagram")));
}

}  // namespace
}  // namespace holdfast::applet
