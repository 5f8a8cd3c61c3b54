#include "policy/toml_reader.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(TomlReader, NamesFileLineAndColumn) {
  const auto wrong = parse_toml("her.toml", "id = \"a\"\nname = [1,\n");
  ASSERT_FALSE(wrong);
  EXPECT_TRUE(wrong.error().text.english().starts_with("her.toml:")) << wrong.error().text;
  EXPECT_FALSE(parse_toml("big.toml", std::string(1 << 20, '#')));
}

TEST(TomlReader, KeepsTheFirstProblem) {
  const auto table = parse_toml("her.toml", "a = 1\nb = \"\"\n").value();
  TomlReader reader("her.toml");
  EXPECT_EQ(reader.string(*table.get("a")), "");
  EXPECT_FALSE(reader.boolean(*table.get("b")));
  ASSERT_TRUE(reader.problem());
  EXPECT_EQ(reader.problem()->text, "her.toml:1:5: a text in quotes belongs here");
}

TEST(TomlReader, SuggestsAKey) {
  const auto table = parse_toml("her.toml", "\nhsots = 1").value();
  TomlReader reader("her.toml");
  reader.expect_keys(table, {"hosts", "names"});
  ASSERT_TRUE(reader.problem());
  EXPECT_EQ(reader.problem()->text,
            "her.toml:2:1: there is no key `hsots` here; did you mean `hosts`?");
}

TEST(TomlReader, TakesOneTextForAListOfOne) {
  const auto table =
      parse_toml("her.toml", "a = \"x\"\nb = [\"x\", \"y\"]\nc = [\"co.uk\"]").value();
  TomlReader reader("her.toml");
  EXPECT_EQ(reader.strings(*table.get("a")).size(), 1U);
  EXPECT_EQ(reader.strings(*table.get("b")).size(), 2U);
  EXPECT_FALSE(reader.problem());
  EXPECT_EQ(reader.host("co.uk", *table.get("c")), std::nullopt);
  EXPECT_TRUE(reader.problem());
}

}  // namespace
}  // namespace holdfast
