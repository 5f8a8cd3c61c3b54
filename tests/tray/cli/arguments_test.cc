#include "tray/cli/arguments.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"note", "TEXT", ""}, kJsonOption};
constexpr Command kCommand = {"try", "WORD", "", "", kOptions, {1, 2}, nullptr};

std::string misuse(const std::vector<std::string>& typed) {
  const auto parsed = Arguments::parse(kCommand, typed);
  return parsed ? "" : parsed.error().text;
}

TEST(Arguments, PartsWordsFromOptions) {
  const auto parsed = Arguments::parse(kCommand, {"one", "--json", "--note", "a b", "two"});
  ASSERT_TRUE(parsed) << parsed.error().text;
  EXPECT_EQ(parsed->words(), (std::vector<std::string>{"one", "two"}));
  EXPECT_TRUE(parsed->has("json"));
  EXPECT_FALSE(parsed->has("other"));
  EXPECT_EQ(parsed->value("note"), "a b");
  EXPECT_EQ(parsed->value("other"), std::nullopt);
}

TEST(Arguments, TakesAValueWithAnEqualsSign) {
  EXPECT_EQ(Arguments::parse(kCommand, {"one", "--note=x"})->value("note"), "x");
}

TEST(Arguments, AfterTwoDashesEverythingIsAWord) {
  EXPECT_EQ(Arguments::parse(kCommand, {"--", "--json", "-x"})->words(),
            (std::vector<std::string>{"--json", "-x"}));
}

TEST(Arguments, SaysWhatIsWrong) {
  EXPECT_EQ(misuse({}), "something is missing; write: holdfast try WORD");
  EXPECT_EQ(misuse({"1", "2", "3"}), "too many words; write: holdfast try WORD");
  EXPECT_NE(misuse({"one", "--jso"}), "");
  EXPECT_NE(misuse({"one", "--note"}), "");
  EXPECT_NE(misuse({"one", "--json=1"}), "");
  EXPECT_NE(misuse({"one", "-j"}), "");
}

TEST(Arguments, HelpNeedsNoWords) {
  EXPECT_TRUE(Arguments::parse(kCommand, {"--help"})->has("help"));
}

}  // namespace
}  // namespace holdfast::cli
