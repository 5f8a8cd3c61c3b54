#include "policy/edit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

const Moment today{.elapsed = {}, .wall = sys_days(2026y / std::chrono::November / 24) + 12h};

std::string words(const std::optional<Statement>& statement) {
  return statement ? to_text(*statement) : "nothing";
}

/// The changes, one a line: `+` tightens, `-` loosens, `=` does neither.
std::vector<std::string> listed(const std::vector<Change>& changes) {
  std::vector<std::string> lines;
  for (const Change& change : changes) {
    const char sign = change.direction == Direction::kTightening  ? '+'
                      : change.direction == Direction::kLoosening ? '-'
                                                                  : '=';
    lines.push_back(std::string(1, sign) + " " + words(change.before) + " -> " +
                    words(change.after));
  }
  return lines;
}

std::vector<std::string> changes(const std::string& held, const std::string& proposed) {
  return listed(compare(gen::parsed(held), gen::parsed(proposed), today, gen::berlin()));
}

/// One letter for the direction of the only change.
std::string direction(const std::string& held, const std::string& proposed) {
  std::string signs;
  for (const std::string& line : changes(held, proposed)) signs += line[0];
  return signs;
}

Split split_texts(const std::string& held, const std::string& proposed) {
  return split(gen::parsed(held), gen::parsed(proposed), today, gen::berlin());
}

TEST(Compare, AddingABlockTightens) {
  EXPECT_EQ(direction("", "block a.org"), "+");
  EXPECT_EQ(direction("block a.org", ""), "-");
  EXPECT_EQ(direction("block a.org", "block  a.org # said otherwise"), "");
}

TEST(Compare, ScopeSiteHoldsMoreThanProfile) {
  EXPECT_EQ(direction("block x/hername scope profile", "block x/hername"), "+");
  EXPECT_EQ(direction("block x/hername", "block x/hername scope profile"), "-");
}

TEST(Compare, ALaterEndHoldsMore) {
  const std::string march = "block a.org until 2027-03-01";
  EXPECT_EQ(direction(march, "block a.org"), "+");
  EXPECT_EQ(direction("block a.org", march), "-");
  EXPECT_EQ(direction(march, "block a.org until 2027-03-01T00:01"), "+");
  EXPECT_EQ(direction(march, "block a.org until 2027-02-28"), "-");
  EXPECT_EQ(direction(march, "block a.org for 96d"), "-");
  EXPECT_EQ(direction(march, "block a.org for 97d"), "+");
}

TEST(Compare, EndsAreInstants) {
  EXPECT_EQ(direction("block a.org until 2027-03-01", "block a.org until 2027-02-28T23:00:00Z"),
            "=");
  EXPECT_EQ(direction("block a.org until 2027-03-01", "block a.org until 2027-03-01T00:00:00Z"),
            "+");
}

TEST(Compare, AnEndedRuleHoldsNothing) {
  const std::string ended = "block x/hername until 2026-11-01";
  EXPECT_EQ(direction(ended, ""), "=");
  EXPECT_EQ(direction(ended, "block x/hername until 2026-10-01"), "=");
  EXPECT_EQ(direction(ended, "block x/hername scope profile"), "+");
  EXPECT_EQ(direction("block x/hername scope profile", ended), "-");
  EXPECT_EQ(direction("lock until 2026-11-01", ""), "=");
}

TEST(Compare, AMixedChangeIsTakenApart) {
  EXPECT_EQ(changes("block x/hername until 2027-03-01", "block x/hername scope profile"),
            (std::vector<std::string>{
                "+ block x/hername until 2027-03-01 -> block x/hername",
                "- block x/hername -> block x/hername scope profile",
            }));
  EXPECT_EQ(changes("block x/hername scope profile", "block x/hername until 2027-03-01"),
            (std::vector<std::string>{
                "+ block x/hername scope profile -> block x/hername",
                "- block x/hername -> block x/hername until 2027-03-01",
            }));
}

TEST(Compare, JudgesLists) {
  EXPECT_EQ(direction("", "block list a from /x"), "+");
  EXPECT_EQ(direction("block list a from /x", ""), "-");
  EXPECT_EQ(direction("block list a from /x", "block list a from /y"), "-");
}

TEST(Compare, JudgesAllowancesTheOtherWayRound) {
  EXPECT_EQ(direction("", "allow pay.example.org"), "-");
  EXPECT_EQ(direction("allow pay.example.org", ""), "+");
}

TEST(Compare, JudgesSchedulesByWhatTheyOpen) {
  const std::string monday = "schedule a.org open mon 18:00-18:30 purpose children";
  EXPECT_EQ(direction("", monday), "-");
  EXPECT_EQ(direction(monday, ""), "+");
  EXPECT_EQ(direction(monday, "schedule a.org open mon 18:00-18:30 purpose court"), "=");
  EXPECT_EQ(direction(monday, "schedule a.org open mon 18:00-19:00 purpose children"), "-+");
}

TEST(Compare, PairsEachRenamedScheduleOnce) {
  const std::string opening = "schedule a.org open mon 18:00-18:30 purpose ";
  EXPECT_EQ(direction(opening + "a", opening + "b\n" + opening + "c"), "=-");
  EXPECT_EQ(direction(opening + "a\n" + opening + "b", opening + "c"), "=+");
}

TEST(Compare, MeasuresSettingsAgainstTheirDefaults) {
  EXPECT_EQ(direction("", "cooling-off 48h"), "+");
  EXPECT_EQ(direction("", "cooling-off 2h"), "-");
  EXPECT_EQ(direction("", "cooling-off 1d"), "=");
  EXPECT_EQ(direction("cooling-off 48h", ""), "-");
  EXPECT_EQ(direction("cooling-off 2h", ""), "+");
  EXPECT_EQ(direction("cooling-off 2h", "cooling-off 3h"), "+");
  EXPECT_EQ(direction("", "calm-window 10:00-18:00"), "+");
  EXPECT_EQ(direction("", "calm-window 08:00-12:00"), "-");
  EXPECT_EQ(direction("calm-window 10:00-18:00", ""), "-");
  EXPECT_EQ(direction("calm-window 08:00-22:00", ""), "+");
}

TEST(Compare, JudgesLocksAndPartners) {
  EXPECT_EQ(direction("", "lock for 3d"), "+");
  EXPECT_EQ(direction("lock for 3d", "lock for 4d"), "+");
  EXPECT_EQ(direction("lock for 3d", "lock for 2d"), "-");
  EXPECT_EQ(direction("lock for 3d", ""), "-");
  const std::string partner = "partner a@b.org name A summary weekly sun 18:00";
  EXPECT_EQ(direction("", partner), "+");
  EXPECT_EQ(direction(partner, ""), "-");
  EXPECT_EQ(direction(partner, "partner c@b.org name A summary weekly sun 18:00"), "-");
  EXPECT_EQ(direction(partner, "partner a@b.org name B summary weekly mon 19:00"), "=");
}

TEST(Compare, JudgesWhatAPartnerIsTold) {
  const auto with = [](const std::string& options) { return "partner a@b.org name A " + options; };
  const std::string usual = with("summary weekly sun 18:00");
  const std::string mute = with("summary none");
  EXPECT_EQ(direction(usual, mute), "-");
  EXPECT_EQ(direction(mute, usual), "+");
  EXPECT_EQ(direction(usual, with("summary weekly sun 18:00 share slips")), "+");
  EXPECT_EQ(direction(with("summary none share slips"), mute), "-");
  EXPECT_EQ(direction(mute, with("summary none alerts slip,tampering,unobserved,loosening")), "+");
  EXPECT_EQ(direction(mute, with("summary none alerts tampering,loosening")), "-");
  EXPECT_EQ(direction(mute, with("summary none alerts none")), "-");
  EXPECT_EQ(direction(mute, with("summary none alerts loosening,unobserved,tampering")), "")
      << "the default, written out";
  // Told less in one way and more in another.
  EXPECT_EQ(direction(usual, with("summary none share slips")), "-");
  EXPECT_EQ(direction(with("summary none alerts slip"), with("summary none alerts loosening")),
            "-");
  EXPECT_EQ(direction(usual, with("summary weekly sat 07:30")), "=");
}

TEST(Compare, WordsAreNeutral) {
  EXPECT_EQ(direction("", "alias her\nplan x\npromise x\nsupport call A tel:+15557654321"), "====");
  EXPECT_EQ(direction("alias her\nplan x\npromise x\nsupport call A tel:+15557654321", ""), "====");
}

TEST(Compare, ListsRemovalsLast) {
  EXPECT_EQ(changes("block a.org\nplan x\n", "plan y\nblock b.org"), (std::vector<std::string>{
                                                                         "= nothing -> plan \"y\"",
                                                                         "+ nothing -> block b.org",
                                                                         "- block a.org -> nothing",
                                                                         "= plan \"x\" -> nothing",
                                                                     }));
}

TEST(Split, HoldsTighteningsAtOnce) {
  const auto [now, later] =
      split_texts("# old\nblock a.org\n", "# new\nblock a.org\nblock b.org\n");
  EXPECT_EQ(now.text(), "# new\nblock a.org\nblock b.org\n");
  EXPECT_TRUE(later.empty());
}

TEST(Split, PutsBackWhatMustWaitWhereItStood) {
  const auto [now, later] =
      split_texts("# h\nblock a.org # one\nblock b.org # two\nblock c.org # three\n",
                  "# h\nblock c.org\n# end\nblock d.org");
  EXPECT_EQ(now.text(),
            "# h\nblock a.org # one\nblock b.org # two\nblock c.org\n# end\nblock d.org");
  EXPECT_EQ(later.size(), 2u);
}

TEST(Split, PutsBackAllThatAnEmptyTextWouldRemove) {
  EXPECT_EQ(split_texts("block a.org\nblock b.org\n", "").now.text(), "block a.org\nblock b.org\n");
  EXPECT_EQ(split_texts("block a.org", "# gone").now.text(), "# gone\nblock a.org");
}

TEST(Split, KeepsTheProposedComments) {
  const auto [now, later] =
      split_texts("block a.org # one\n", "  block a.org for 3d # three days  \n");
  EXPECT_EQ(now.text(), "  block a.org # three days  \n");
  EXPECT_EQ(listed(later), (std::vector<std::string>{"- block a.org -> block a.org for 3d"}));
}

TEST(Split, HoldsTheJoinOfAMixedChange) {
  const auto [now, later] =
      split_texts("block x/hername until 2027-03-01\n", "block x/hername scope profile\n");
  EXPECT_EQ(now.text(), "block x/hername\n");
  EXPECT_EQ(listed(later),
            (std::vector<std::string>{"- block x/hername -> block x/hername scope profile"}));
}

TEST(Split, LetsAnAllowanceWait) {
  const auto [now, later] = split_texts("alias her\n", "alias her\nallow pay.example.org # rent\n");
  EXPECT_EQ(now.text(), "alias her\n");
  EXPECT_EQ(later.size(), 1u);
}

TEST(ApplyLoosening, DoesNothingWhenTheRuleWasTightenedMeanwhile) {
  const auto [now, later] = split_texts("block a.org until 2027-03-01\n", "");
  RulesText tightened = gen::parsed("block a.org\n");
  EXPECT_FALSE(apply_loosening(tightened, later.at(0)));
  EXPECT_EQ(tightened.text(), "block a.org\n");
  RulesText same = now;
  EXPECT_TRUE(apply_loosening(same, later.at(0)));
  EXPECT_EQ(same.text(), "");
  EXPECT_FALSE(apply_loosening(same, later.at(0)));
}

TEST(Split, TakesTenThousandRemovalsInOneGo) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "block host" + std::to_string(i) + ".org\n";
  const auto [now, later] = split_texts(text, "alias her\n");
  EXPECT_EQ(later.size(), 10'000u);
  EXPECT_EQ(now.text(), text + "alias her\n");
}

}  // namespace
}  // namespace holdfast
