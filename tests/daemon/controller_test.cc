#include "daemon/controller.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

/// Writes down the order in which things are asked for.
class Diary : public EffectPort {
 public:
  void store(const std::vector<LogEntry>& entries, const std::vector<effect::RecordAttempt>&,
             const std::map<std::string, std::optional<std::string>>& changed, const State&,
             Moment) override {
    lines.push_back("store " + std::to_string(entries.size()));
    for (const auto& [key, value] : changed) facts[key] = value.value_or("(erased)");
  }
  void perform(const Effect& effect, const State& state) override {
    if (std::holds_alternative<effect::Record>(effect)) lines.emplace_back("announce");
    if (std::holds_alternative<effect::Enforce>(effect)) {
      lines.emplace_back("enforce");
      // An outcome that is submitted from within waits until this event is finished.
      if (controller) controller->submit(event::LayerReported{Layer::kHosts, {}});
    }
    EXPECT_NE(state.catalog, nullptr);
  }
  void wake_at(std::chrono::milliseconds since_boot) override { wake = since_boot; }

  Controller* controller = nullptr;
  std::vector<std::string> lines;
  std::map<std::string, std::string> facts;
  std::chrono::milliseconds wake{};
};

class ControllerTest : public testing::Test {
 protected:
  ControllerTest() {
    State state;
    state.catalog =
        std::make_shared<const Catalog>(Catalog::parse(Catalog::built_in_texts()).value());
    controller_.emplace(std::move(state), std::map<std::string, std::string>{}, time_, diary_);
    diary_.controller = &*controller_;
  }
  ClockReading reading_{
      .wall = Wall(std::chrono::hours(500'000)), .since_boot = 1h, .boot_id = "one"};
  Timekeeper time_{[this] { return reading_; }, std::nullopt};
  Diary diary_;
  std::optional<Controller> controller_;
};

TEST_F(ControllerTest, StoresBeforeItAnnouncesOrEnforces) {
  controller_->submit(event::EditAsked{0, {"block example.org"}});
  ASSERT_GE(diary_.lines.size(), 3u);
  EXPECT_EQ(diary_.lines.front(), "store 1");
  EXPECT_EQ(diary_.facts.at("policy"), "block example.org\n");
}

TEST_F(ControllerTest, StoresOnlyWhatChanged) {
  controller_->submit(event::EditAsked{0, {"block example.org"}});
  diary_.facts.clear();
  controller_->submit(event::EditAsked{0, {"block example.net"}});
  EXPECT_TRUE(diary_.facts.contains("rule/block example.net"));
  EXPECT_FALSE(diary_.facts.contains("rule/block example.org"));
}

TEST_F(ControllerTest, MakesUpForWhatTheStoreLost) {
  controller_->submit(event::EditAsked{0, {"block example.org"}});
  diary_.facts.clear();
  controller_->found_stored({{"pending/7", "confirmed long ago"}});
  controller_->submit(event::RecordDamaged{"half of it is gone"});
  EXPECT_EQ(diary_.facts.at("policy"), "block example.org\n");
  EXPECT_TRUE(diary_.facts.contains("rule/block example.org"));
  EXPECT_EQ(diary_.facts.at("pending/7"), "(erased)");
}

TEST_F(ControllerTest, TellsAnErasedStoreAllThatMustBeRemembered) {
  controller_->submit(event::EditAsked{0, {"block example.org"}});
  diary_.facts.clear();
  controller_->found_stored({});
  controller_->submit(event::RecordErased{});
  EXPECT_EQ(diary_.facts.at("policy"), "block example.org\n");
  EXPECT_TRUE(diary_.facts.contains("rule/block example.org"));
  EXPECT_TRUE(diary_.facts.contains("clock"));
}

TEST_F(ControllerTest, WritesNothingForNothing) {
  controller_->submit(event::EditAsked{0, {"block example.org"}});
  diary_.lines.clear();
  controller_->submit(event::CancelAsked{0, 99});
  EXPECT_TRUE(diary_.lines.empty());
}

TEST_F(ControllerTest, TellsOfATurnedClockFirst) {
  controller_->submit(event::EditAsked{0, {"block example.org"}});
  reading_.wall += std::chrono::hours(1000);
  controller_->submit(event::EditAsked{0, {"alias them"}});
  EXPECT_EQ(controller_->now().wall, Wall(std::chrono::hours(500'000)));
  EXPECT_NE(std::find(diary_.lines.begin(), diary_.lines.end(), "announce"), diary_.lines.end());
}

TEST_F(ControllerTest, AsksToBeWoken) {
  controller_->submit(event::EditAsked{0, {"block 203.0.113.0/24 for 10m"}});
  EXPECT_EQ(diary_.wake, 1h + 10min);
}

}  // namespace
}  // namespace holdfast::daemon
