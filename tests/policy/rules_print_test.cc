#include "policy/rules_print.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "policy/rules_text.h"
#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

Statement read(std::string_view line) {
  return std::get<Statement>(parse_statement(line, gen::catalog()));
}

RC_GTEST_PROP(ToText, IsReadBack, ()) {
  const Statement statement = *gen::statement();
  RC_ASSERT(read(to_text(statement)) == statement);
}

RC_GTEST_PROP(ToText, SaysTheSameInstantAtAnyOffset, ()) {
  const Statement statement = *gen::statement();
  const auto offset = std::chrono::minutes(*rc::gen::inRange(-14 * 60, 14 * 60));
  RC_ASSERT(read(to_text_at(statement, offset)) == statement);
}

TEST(ToText, WritesEnds) {
  EXPECT_EQ(to_text(End()), "");
  EXPECT_EQ(to_text(End(std::chrono::seconds(720h))), "for 30d");
  EXPECT_EQ(to_text(End(Wall(sys_days(2027y / std::chrono::March / 1) + 14h))),
            "until 2027-03-01T14:00:00Z");
}

TEST(KeyOf, NamesWhatAStatementIsAbout) {
  EXPECT_EQ(key_of(read("block instagram/her.name scope profile for 3d")),
            "block instagram/her.name");
  EXPECT_EQ(key_of(read("block list a from /x")), "block list a");
  EXPECT_EQ(key_of(read("allow pay.example.org")), "allow pay.example.org");
  EXPECT_EQ(key_of(read("cooling-off 48h")), "cooling-off");
  EXPECT_EQ(key_of(read("lock for 3d")), "lock");
  EXPECT_EQ(key_of(read("plan x")), "plan \"x\"");
  EXPECT_EQ(key_of(read("promise x")), "promise \"x\"");
  EXPECT_EQ(key_of(read("schedule x.com purpose y open mon 18:00-19:00")),
            "schedule x.com open mon 18:00-19:00 purpose \"y\"");
}

}  // namespace
}  // namespace holdfast
