#include "tray/window/rule_adder.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RuleAdderTest : public testing::Test {
 protected:
  void SetUp() override {
    shell_.answers["Edit"].parameters =
        object(R"({"result": {"outcome": "dry_run", "applied": ["block example.org"],
        "plan": {"hosts_file": ["example.org"]}}})");
    present(shell_, adder_.widget());
  }
  void paste(const char* link) { type(adder_.widget(), "A link, a site or a number", link); }
  std::string words() { return words_in(adder_.widget()); }
  FakeShell shell_;
  RuleAdder adder_{shell_};
};

TEST_F(RuleAdderTest, ShowsTheDryRunBeforeItArms) {
  EXPECT_EQ(find(adder_.widget(), "Look at it first"), nullptr);
  paste("https://example.org/");
  EXPECT_EQ(find(adder_.widget(), "Put it out of reach"), nullptr);
  press(adder_.widget(), "Look at it first");
  EXPECT_THAT(words(), HasSubstr("Hosts file\nexample.org"));
  press(adder_.widget(), "Put it out of reach");
  EXPECT_THAT(shell_.asked,
              ElementsAre(R"(Edit {"statements":["block https://example.org/"],"dry_run":true})",
                          R"(Edit {"statements":["block https://example.org/"]})"));
  EXPECT_EQ(shell_.refreshed, 1);
}

TEST_F(RuleAdderTest, LooksAgainAfterAChange) {
  paste("https://example.org/");
  press(adder_.widget(), "Look at it first");
  paste("https://example.com/");
  EXPECT_EQ(find(adder_.widget(), "Put it out of reach"), nullptr);
}

TEST_F(RuleAdderTest, SaysWhatIsWrongWithALink) {
  shell_.answers["Edit"] = {{}, "\"..\" is no target"};
  paste("..");
  press(adder_.widget(), "Look at it first");
  EXPECT_THAT(words(), HasSubstr("is no target"));
  EXPECT_EQ(find(adder_.widget(), "Put it out of reach"), nullptr);
}

TEST_F(RuleAdderTest, ArmsNothingThatHoldsAlready) {
  shell_.answers["Edit"].parameters = object(R"({"result": {"outcome": "unchanged"}})");
  paste("example.org");
  press(adder_.widget(), "Look at it first");
  EXPECT_THAT(words(), HasSubstr("out of reach already"));
  EXPECT_EQ(find(adder_.widget(), "Put it out of reach"), nullptr);
}

}  // namespace
}  // namespace holdfast::window
