#include "policy/rules_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::string_literals;
using Problems = std::vector<RuleProblem>;

Problems problems(const std::string& text) {
  const auto parsed = RulesText::parse(text, gen::catalog());
  const auto* found = std::get_if<Problems>(&parsed);
  return found != nullptr ? *found : Problems();
}

Statement statement(std::string_view line) {
  return std::get<Statement>(parse_statement(line, gen::catalog()));
}

RC_GTEST_PROP(RulesText, KeepsEveryByte, ()) {
  const std::string text = *gen::rules_text();
  RC_ASSERT(gen::parsed(text).text() == text);
}

RC_GTEST_PROP(RulesText, KeepsEveryByteOfWhateverItAccepts, ()) {
  const auto piece = rc::gen::element<std::string>(
      "block", " ", "\t", "\n", "\r\n", "\r", "#", "\"", "\\", "example.org", "plan", "alias", "x",
      "\xef\xbb\xbf", "until", "2027-03-01", "ü", "\0"s, "\xff");
  std::string text;
  for (const std::string& next : *rc::gen::container<std::vector<std::string>>(piece)) text += next;
  const auto parsed = RulesText::parse(text, gen::catalog());
  if (const auto* rules = std::get_if<RulesText>(&parsed)) RC_ASSERT(rules->text() == text);
}

/// `changed` is `text` with `words`, and a line end beside them, in one place more.
bool is_one_line_more(const std::string& text, const std::string& changed,
                      const std::string& words) {
  for (const std::string line_end : {"\n", "\r\n"}) {
    for (const std::string& line : {words + line_end, line_end + words}) {
      for (auto at = changed.find(line); at != std::string::npos; at = changed.find(line, at + 1)) {
        if (changed.substr(0, at) + changed.substr(at + line.size()) == text) return true;
      }
    }
  }
  return false;
}

/// `changed` is `text` with `fresh` for `old` in one place; a comment may hold the same words.
bool is_one_replaced(const std::string& text, const std::string& changed, const std::string& old,
                     const std::string& fresh) {
  for (auto at = changed.find(fresh); at != std::string::npos; at = changed.find(fresh, at + 1)) {
    if (changed.substr(0, at) + old + changed.substr(at + fresh.size()) == text) return true;
  }
  return false;
}

RC_GTEST_PROP(Put, LeavesEveryOtherByteAlone, ()) {
  const std::string text = *gen::rules_text();
  const Statement added = *gen::statement();
  RulesText rules = gen::parsed(text);
  const auto* found = rules.find(key_of(added));
  const auto old = found != nullptr ? std::optional(*found) : std::nullopt;
  rules.put(added);
  RC_ASSERT(*rules.find(key_of(added)) == added);
  RC_ASSERT(gen::parsed(rules.text()).statements() == rules.statements());
  if (!old) {
    RC_ASSERT(is_one_line_more(text, rules.text(), to_text(added)));
  } else {
    // The generated text writes statements canonically, so that what was replaced is known.
    RC_ASSERT(is_one_replaced(text, rules.text(), to_text(*old), to_text(added)));
  }
}

RC_GTEST_PROP(Put, DoesNothingTheSecondTime, ()) {
  RulesText rules = gen::parsed(*gen::rules_text());
  const Statement added = *gen::statement();
  rules.put(added);
  const std::string once = rules.text();
  rules.put(added);
  RC_ASSERT(rules.text() == once);
}

RC_GTEST_PROP(Remove, TakesJustTheLine, ()) {
  const std::string text = *gen::rules_text();
  RulesText rules = gen::parsed(text);
  RC_PRE(!rules.statements().empty());
  const Statement gone = *rc::gen::elementOf(rules.statements());
  std::string before;
  std::string after;
  bool is_found = false;
  for (const RulesText::Line& line : rules.lines()) {
    if (line.statement == gone) {
      is_found = true;
    } else {
      (is_found ? after : before) += line.raw;
    }
  }
  RC_ASSERT(rules.remove(key_of(gone)));
  const bool has_mark = text.starts_with("\xef\xbb\xbf");
  RC_ASSERT(rules.text() == (has_mark ? "\xef\xbb\xbf" : "") + before + after);
  RC_ASSERT(!rules.remove(key_of(gone)));
}

TEST(RulesText, SortsStatementsIntoAPolicy) {
  const RulesText rules = gen::parsed(
      "block instagram/her.name\nalias her\nlock until 2027-01-01\n"
      "block list a from /x\nplan \"one\"\nplan \"two\"\npromise x\nallow pay.example.org\n");
  const Policy policy = rules.policy();
  EXPECT_EQ(policy.blocks.size(), 1u);
  EXPECT_EQ(policy.lists.size(), 1u);
  EXPECT_EQ(policy.allows.size(), 1u);
  EXPECT_EQ(policy.plans.size(), 2u);
  EXPECT_EQ(policy.promises.size(), 1u);
  EXPECT_EQ(policy.alias, "her");
  EXPECT_TRUE(policy.lock.has_value());
  EXPECT_EQ(policy.cooling_off, kDefaultCoolingOff);
  EXPECT_EQ(gen::parsed("").policy(), Policy());
}

TEST(RulesText, ReportsEveryProblemInItsPlace) {
  EXPECT_EQ(problems("blok a.org\nblock b.org\n  alias a b\n"),
            (Problems{{1, 1, "unknown word `blok`", "did you mean `block`?"},
                      {3, 11, "an alias of several words", "put it in quotation marks"}}));
}

TEST(RulesText, RefusesASecondStatementOfOneKey) {
  EXPECT_EQ(problems("block example.org\n\n  block EXAMPLE.org for 3d\n"),
            (Problems{{3, 3, "a second `block example.org`", "keep this line or line 1"}}));
  EXPECT_EQ(problems("alias a\nalias b").size(), 1u);
  EXPECT_EQ(problems("plan a\nplan b").size(), 0u);
  EXPECT_EQ(problems("plan a\nplan \"a\"").size(), 1u);
}

TEST(RulesText, TakesOrRefusesOddTexts) {
  const std::vector<std::string> good = {"",
                                         "\n",
                                         "\r\n",
                                         "\n\n\n",
                                         "# x",
                                         "\xef\xbb\xbf",
                                         "\xef\xbb\xbf"
                                         "block a.org",
                                         "block a.org\r\nblock b.org\r\n",
                                         "block a.org\n\tblock b.org",
                                         "# " + std::string(900'000, 'x')};
  for (const std::string& text : good) EXPECT_EQ(problems(text), Problems()) << text.substr(0, 40);
  const std::vector<std::string> bad = {"block a.org\0\n"s,
                                        "block a.org\r",
                                        "block a.org\rblock b.org\n",
                                        "alias \xff\n",
                                        "# \x1b[2J\n",
                                        "block " + std::string(300, 'a') + ".org",
                                        "\xff\xfe"
                                        "b\0l\0o\0c\0k\0"s,
                                        "block a.org\n\xef\xbb\xbf"
                                        "block b.org\n",
                                        std::string(900'000, 'x')};
  for (const std::string& text : bad) EXPECT_EQ(problems(text).size(), 1u) << text.substr(0, 40);
}

TEST(RulesText, RefusesTenMegabytes) {
  std::string text;
  text.resize(10'000'000, 'x');
  const auto found = problems(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].line, 1);
  EXPECT_EQ(found[0].what, "the text is 10000000 bytes long");
}

TEST(RulesText, StopsAfterAThousandProblems) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "x\n";
  EXPECT_EQ(problems(text).size(), kMaxRuleProblems);
}

TEST(Put, KeepsIndentAndComment) {
  RulesText rules = gen::parsed("# mine\n  block a.org for 3d   # the blog\r\nplan x");
  rules.put(statement("block a.org"));
  EXPECT_EQ(rules.text(), "# mine\n  block a.org   # the blog\r\nplan x");
}

TEST(Put, KeepsTheSpellingOfWhatStandsAlready) {
  const std::string text = "block   https://www.instagram.com/her.name/\n";
  RulesText rules = gen::parsed(text);
  rules.put(statement("block instagram/her.name"));
  EXPECT_EQ(rules.text(), text);
}

TEST(Put, AddsBesideItsKind) {
  RulesText rules = gen::parsed("block a.org\nblock b.org\n\n# plans\nplan x\n# end\n");
  rules.put(statement("block c.org"));
  rules.put(statement("alias her"));
  EXPECT_EQ(rules.text(),
            "block a.org\nblock b.org\nblock c.org\n\n# plans\nplan x\n# end\nalias her\n");
}

TEST(Put, FollowsTheTextsLineEnds) {
  RulesText rules = gen::parsed("block a.org\r\nplan x");
  rules.put(statement("plan y"));
  EXPECT_EQ(rules.text(), "block a.org\r\nplan x\r\nplan \"y\"");
  RulesText empty;
  empty.put(statement("plan y"));
  EXPECT_EQ(empty.text(), "plan \"y\"\n");
}

TEST(WithLines, ClosesOpenLines) {
  const RulesText rules = gen::parsed("alias a\r\nplan x");
  std::vector<RulesText::Line> lines = rules.lines();
  std::reverse(lines.begin(), lines.end());
  EXPECT_EQ(rules.with_lines(lines).text(), "plan x\r\nalias a\r\n");
}

TEST(RuleProblem, PrintsItsPlace) {
  EXPECT_EQ((RuleProblem{2, 7, "no", "do"}).in_file("policy.rules"), "policy.rules:2:7: no; do");
  EXPECT_EQ((RuleProblem{2, 7, "no", ""}).in_file("policy.rules"), "policy.rules:2:7: no");
}

}  // namespace
}  // namespace holdfast
