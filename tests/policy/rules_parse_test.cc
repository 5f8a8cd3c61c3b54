#include "policy/rules_parse.h"

#include <gtest/gtest.h>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::string_literals;
using namespace std::chrono_literals;

/// The canonical text of an accepted line, else the problem.
std::string outcome(std::string_view line) {
  const auto parsed = parse_statement(line, gen::catalog());
  if (const auto* problem = std::get_if<RuleProblem>(&parsed)) return problem->in_file("rules");
  return to_text(std::get<Statement>(parsed));
}

bool is_refused(std::string_view line) { return outcome(line).starts_with("rules:1:"); }

TEST(ParseLine, GivesNothingForCommentsAndEmptyLines) {
  for (const char* line : {"", "  \t", "# block example.org", "  # x"}) {
    EXPECT_EQ(std::get<0>(parse_line(line, gen::catalog())), std::nullopt);
  }
}

TEST(ParseBlock, TakesEveryKindOfTarget) {
  EXPECT_EQ(outcome("block instagram/her.name"), "block instagram/her.name");
  EXPECT_EQ(outcome("block https://www.instagram.com/her.name/?hl=en"), "block instagram/her.name");
  EXPECT_EQ(outcome("block Example.ORG."), "block example.org");
  EXPECT_EQ(outcome("block 203.0.113.0/24"), "block 203.0.113.0/24");
  EXPECT_EQ(outcome("block tel:+1-555-123-4567"), "block tel:+15551234567");
}

TEST(ParseBlock, TakesItsOptionsInAnyOrder) {
  const std::string canonical = "block instagram/her.name scope profile until 2027-03-01";
  EXPECT_EQ(outcome(canonical), canonical);
  EXPECT_EQ(outcome("block instagram/her.name until 2027-03-01 scope profile"), canonical);
  EXPECT_EQ(outcome("block instagram/her.name until 2027-03-01 scope profile others off"),
            "block instagram/her.name scope profile others off until 2027-03-01");
  EXPECT_TRUE(is_refused("block instagram/her.name scope profile others on"));
  EXPECT_TRUE(is_refused("block instagram/her.name scope site others off"));
  EXPECT_TRUE(is_refused("block instagram/her.name others off"));
  EXPECT_EQ(outcome("block example.org scope site for 30d # a month"), "block example.org for 30d");
}

TEST(ParseBlock, RefusesWhatCannotStand) {
  EXPECT_EQ(outcome("block"),
            "rules:1:6: the target is missing; write `block TARGET [scope site|profile [others off]] "
            "[until WHEN|for LENGTH]`");
  EXPECT_EQ(outcome("block example.org fro 30d"),
            "rules:1:19: unknown word `fro`; did you mean `for`?");
  EXPECT_EQ(outcome("block example.org scope sites"),
            "rules:1:25: unknown word `sites`; did you mean `site`?");
  EXPECT_EQ(outcome("block example.org for 30d until 2027-03-01"),
            "rules:1:27: `until` after one that stands already; give each option once");
  EXPECT_EQ(
      outcome("block example.org scope profile"),
      "rules:1:25: scope profile for `example.org`, no profile; leave the scope away, or name "
      "a profile such as instagram/her.name");
  EXPECT_TRUE(is_refused("block instagram/her.name scope site scope profile"));
  EXPECT_TRUE(is_refused("block example.org until"));
  EXPECT_TRUE(is_refused("block example.org until tomorrow"));
  EXPECT_TRUE(is_refused("block example.org example.net"));
}

TEST(ParseBlock, RefusesWhatWouldCutTheMachineOff) {
  for (const std::string& target :
       {"."s, "com"s, "co.uk"s, "localhost"s, "127.0.53.66"s, "127.0.0.0/8"s, "::1"s,
        "::ffff:127.0.53.66"s, "0.0.0.0/0"s, "::/0"s, "0.0.0.0"s, "169.254.0.0/16"s, "224.0.0.1"s,
        std::string(300, 'a') + ".org", "a..org"s, "\"\""s}) {
    EXPECT_TRUE(is_refused("block " + target)) << target;
  }
}

TEST(ParseBlock, SuggestsTheService) {
  const std::string text = outcome("block instagrm/her.name");
  EXPECT_NE(text.find("rules:1:7: "), std::string::npos) << text;
  EXPECT_NE(text.find("did you mean `instagram/her.name`?"), std::string::npos) << text;
}

TEST(ParseList, NeedsANameAndAnAbsolutePath) {
  EXPECT_EQ(outcome("block list stevenblack from /etc/holdfast/lists/social.hosts"),
            "block list stevenblack from /etc/holdfast/lists/social.hosts");
  EXPECT_EQ(outcome("block list a from \"/srv/my lists/b\""),
            "block list a from \"/srv/my lists/b\"");
  EXPECT_TRUE(is_refused("block list"));
  EXPECT_TRUE(is_refused("block list a"));
  EXPECT_TRUE(is_refused("block list a /etc/x"));
  EXPECT_TRUE(is_refused("block list a from lists/x"));
  EXPECT_TRUE(is_refused("block list a from /x for 3d"));
  EXPECT_TRUE(is_refused("block list A from /x"));
  EXPECT_TRUE(is_refused("block list " + std::string(41, 'a') + " from /x"));
}

TEST(ParseAllow, TakesAHostThatARuleCouldBlock) {
  EXPECT_EQ(outcome("allow Pay.Example.org"), "allow pay.example.org");
  for (const char* line : {"allow", "allow com", "allow co.uk", "allow localhost", "allow 1.2.3.4",
                           "allow https://pay.example.org/", "allow a.example.org b.example.org"}) {
    EXPECT_TRUE(is_refused(line)) << line;
  }
}

TEST(ParseSchedule, TakesItsOptionsInAnyOrder) {
  const std::string canonical =
      "schedule whatsapp.com open mon,thu 18:00-18:30 purpose \"children\"";
  EXPECT_EQ(outcome(canonical), canonical);
  EXPECT_EQ(outcome("schedule whatsapp.com purpose children open thu,mon 18:00-18:30"), canonical);
  EXPECT_TRUE(is_refused("schedule whatsapp.com"));
  EXPECT_TRUE(is_refused("schedule whatsapp.com open mon 18:00-18:30"));
  EXPECT_TRUE(is_refused("schedule whatsapp.com purpose children"));
  EXPECT_TRUE(is_refused("schedule whatsapp.com open mon 18:00 purpose children"));
  EXPECT_TRUE(
      is_refused("schedule whatsapp.com open mon 18:00-18:30 open tue 18:00-18:30 purpose x"));
  EXPECT_EQ(outcome("schedule whatsapp.com opne mon 18:00-18:30 purpose x"),
            "rules:1:23: unknown word `opne`; did you mean `open`?");
}

TEST(ParseStatement, SuggestsTheStatement) {
  EXPECT_EQ(outcome("blok example.org"), "rules:1:1: unknown word `blok`; did you mean `block`?");
  EXPECT_EQ(outcome("  Block example.org"),
            "rules:1:3: unknown word `Block`; did you mean `block`?");
  EXPECT_EQ(outcome("calmwindow 09:00-21:00"),
            "rules:1:1: unknown word `calmwindow`; did you mean `calm-window`?");
  EXPECT_EQ(outcome("please"),
            "rules:1:1: unknown word `please`; write block, allow, schedule, alias, cooling-off, "
            "calm-window, lock, partner, support, plan or promise");
  EXPECT_EQ(outcome(""), "rules:1:1: no statement; write one such as `block example.org`");
}

TEST(ParseStatement, RefusesBytesThatAreNoText) {
  EXPECT_EQ(outcome("block a.org\0"s),
            "rules:1:12: a NUL byte; take it out, or save the text as UTF-8");
  EXPECT_TRUE(is_refused("alias \xff"));
  EXPECT_TRUE(is_refused("alias a\nalias b"));
  EXPECT_TRUE(is_refused("alias a\r"));
  EXPECT_TRUE(is_refused("plan \"\x1b[2J\""));
}

TEST(ParseStatement, StaysShortAboutLongWords) {
  EXPECT_LT(outcome(std::string(500'000, 'x')).size(), 300u);
  EXPECT_LT(outcome("block example.org " + std::string(500'000, 'x')).size(), 300u);
  EXPECT_LT(outcome("block " + std::string(500'000, 'x')).size(), 300u);
  EXPECT_LT(outcome("lock until " + std::string(500'000, 'x')).size(), 300u);
}

}  // namespace
}  // namespace holdfast
