#include "platform/hosts_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/block_sets.h"

namespace holdfast::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

HostsBody body_of(const BlockSet& set) { return render_hosts_body(set, sinkhole()); }

std::string with_section(const std::string& bytes, const BlockSet& set = hosts_set({"a.org"})) {
  return render_hosts(parse_hosts(bytes), body_of(set));
}

std::string without_section(const std::string& bytes) {
  return render_hosts(parse_hosts(bytes), {});
}

// What the file says after one line in it was replaced by another (or taken out).
std::string replaced(std::string bytes, const std::string& from, const std::string& to) {
  const std::size_t at = bytes.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return bytes.replace(at, from.size(), to);
}

TEST(HostsText, LooksLikeThis) {
  EXPECT_EQ(
      with_section("127.0.0.1 localhost\n", hosts_set({"a.org", "b.org"})),
      "127.0.0.1 localhost\n"
      "# >>> holdfast 1 sum=b365b95f466dfbbb newline=own file=own\n"
      "# Kept by Holdfast. Change it with the command `holdfast`; a change made here is put "
      "back.\n"
      "# A line with the mark at its end goes when its block ends. Every other line is yours.\n"
      "127.0.53.66 a.org b.org # holdfast\n"
      "::ffff:127.0.53.66 a.org b.org # holdfast\n"
      "# <<< holdfast\n");
}

TEST(HostsText, GivesEveryByteBack) {
  const std::string samples[] = {
      "",
      "\n",
      "127.0.0.1 localhost",
      "127.0.0.1 localhost\n",
      "127.0.0.1 localhost\r\n10.0.0.1 nas\r\n",
      "no newline at end\r",
      std::string("nul \0 inside\n\0", 14),
      "\xff\xfe latin-1 caf\xe9\n",
      "\xef\xbb\xbf# byte order mark\n\n\n",
      "# <<<\n# >>> holdfast\n# holdfast\n",
      "10.0.0.1 nas # holdfast\n",
  };
  for (const std::string& bytes : samples) {
    EXPECT_EQ(without_section(bytes), bytes);
    const std::string held = with_section(bytes);
    EXPECT_EQ(parse_hosts(held).state, SectionState::kWhole);
    EXPECT_EQ(without_section(held), bytes);
    EXPECT_EQ(with_section(held), held);
    EXPECT_EQ(without_section(with_section(held, many_hosts(100))), bytes);
  }
}

TEST(HostsText, RemembersThatItMadeTheFile) {
  HostsText none;
  none.origin = FileOrigin::kMade;
  const std::string bytes = render_hosts(none, body_of(hosts_set({"a.org"})));
  EXPECT_EQ(parse_hosts(bytes).origin, FileOrigin::kMade);
  EXPECT_EQ(parse_hosts(with_section(bytes, many_hosts(9))).origin, FileOrigin::kMade);
  EXPECT_EQ(parse_hosts(with_section("")).origin, FileOrigin::kFound);
}

TEST(HostsText, StaysWhereItIsAndKeepsLinesApart) {
  const std::string held = with_section("first") + "last\n";
  EXPECT_EQ(parse_hosts(held).state, SectionState::kWhole);
  const std::string again = with_section(held, hosts_set({"b.org"}));
  EXPECT_THAT(again, testing::StartsWith("first\n# >>> holdfast"));
  EXPECT_THAT(again, testing::EndsWith("# <<< holdfast\nlast\n"));
  EXPECT_EQ(without_section(again), "first\nlast\n");
}

TEST(HostsText, TellsEditsFromDamage) {
  const std::string held = with_section("mine\n");
  const auto state = [](const std::string& bytes) { return parse_hosts(bytes).state; };
  EXPECT_EQ(state("mine\n"), SectionState::kAbsent);
  EXPECT_EQ(state(held), SectionState::kWhole);
  EXPECT_EQ(state(replaced(held, "127.0.53.66 a.org # holdfast\n", "")), SectionState::kEdited);
  EXPECT_EQ(state(replaced(held, "a.org", "b.org")), SectionState::kEdited);
  EXPECT_EQ(state(replaced(held, "127.0.53.66", "mine too\n127.0.53.66")), SectionState::kEdited);
  EXPECT_EQ(state(replaced(held, "# <<< holdfast\n", "")), SectionState::kDamaged);
  EXPECT_EQ(state(replaced(held, "# >>> holdfast 1", "# >>> holdfa")), SectionState::kDamaged);
  EXPECT_EQ(state(held + held), SectionState::kDamaged);
}

TEST(HostsText, LosesNoLineOfThePersonWhateverIsDoneToTheMarkers) {
  const std::string held = with_section("one\ntwo\n") + "three\n";
  const std::string begin =
      held.substr(held.find("# >>>"), held.find("# Kept") - held.find("# >>>"));
  const std::string damaged[] = {
      replaced(held, begin, ""),                           // begin gone
      replaced(held, begin, begin + begin),                // begin twice
      replaced(held, begin, begin + "between\n" + begin),  // nested
      replaced(held, "# <<< holdfast\n", ""),              // end gone
      replaced(held, "# <<< holdfast\n", "# <<< holdfast\n# <<< holdfast\n"),
      replaced(held, "two\n", "two\n# <<< holdfast\n"),  // end before begin
      replaced(held, "127.0.53.66 a.org", "inside\n127.0.53.66 a.org"),
      replaced(held, " # holdfast\n", " # holdfast\r\n"),
      held + held,
  };
  for (const std::string& bytes : damaged) {
    const HostsText text = parse_hosts(bytes);
    EXPECT_NE(text.state, SectionState::kWhole) << bytes;
    const std::string mended = with_section(bytes);
    EXPECT_EQ(parse_hosts(mended).state, SectionState::kWhole) << mended;
    for (const char* line : {"one\n", "two\n", "three\n"}) EXPECT_THAT(text.rest, HasSubstr(line));
    EXPECT_EQ(text.rest.find("# <<<"), std::string::npos);
    EXPECT_EQ(text.rest.find("# holdfast"), std::string::npos);
  }
  EXPECT_THAT(parse_hosts(damaged[2]).rest, HasSubstr("between\n"));
  EXPECT_THAT(parse_hosts(damaged[6]).rest, HasSubstr("inside\n"));
}

TEST(HostsText, LeavesAMarkerCutBeyondRecognition) {
  const std::string held = with_section("one\n");
  for (std::size_t cut = held.find("# >>>") + 1; cut < held.size(); ++cut) {
    const std::string torn = held.substr(0, cut);
    EXPECT_THAT(parse_hosts(torn).rest, testing::StartsWith("one\n"));
    EXPECT_EQ(parse_hosts(with_section(torn)).state, SectionState::kWhole);
    const std::string left = without_section(torn);
    EXPECT_EQ(without_section(with_section(torn)), left);
    EXPECT_EQ(left.find(" # holdfast\n"), std::string::npos);
  }
}

TEST(HostsBody, ListsBothFamiliesForEveryName) {
  const HostsBody body = body_of(many_hosts(20));
  for (const std::string& name : body.names) {
    std::size_t lines = 0;
    for (std::size_t at = 0; (at = body.lines.find(' ' + name + ' ', at)) != std::string::npos;
         ++at) {
      ++lines;
    }
    EXPECT_EQ(lines, 2U) << name;
  }
  EXPECT_EQ(body.names.size(), 20U);
}

TEST(HostsBody, PutsTheMostSpecificFirstAndSaysWhatIsLeftOut) {
  BlockSet set = many_hosts(5000);
  set.hosts.push_back({host("zz-asset.org"), "rule", HostReason::kAsset, std::nullopt});
  for (BlockedHost& blocked : set.hosts) {
    if (blocked.reason == HostReason::kTarget) blocked.reason = HostReason::kViewer;
  }
  set.hosts.push_back({host("zz-target.org"), "rule", HostReason::kTarget, std::nullopt});
  const HostsBody body = body_of(set);
  EXPECT_EQ(body.names.front(), "zz-target.org");
  EXPECT_EQ(std::count(body.lines.begin(), body.lines.end(), '\n') + 2,
            static_cast<std::ptrdiff_t>(kMaxHostsLines));
  EXPECT_EQ(body.names.size() + body.left_out, set.hosts.size());
  EXPECT_EQ(std::count(body.names.begin(), body.names.end(), "zz-asset.org"), 0);
}

TEST(HostsBody, KeepsLinesShortWhateverTheNames) {
  BlockSet set;
  const std::string label(60, 'x');
  for (int at = 10; at < 60; ++at) {
    set.hosts.push_back(
        {host(label + '.' + label + '.' + label + '.' + std::to_string(at) + ".org"), "rule",
         HostReason::kTarget, std::nullopt});
  }
  const HostsBody body = body_of(set);
  EXPECT_EQ(body.left_out, 0U);
  std::size_t longest = 0;
  for (std::size_t at = 0; at < body.lines.size();) {
    const std::size_t end = body.lines.find('\n', at);
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  EXPECT_LE(longest, 1000U);
}

TEST(HostsBody, NeverWritesAnAllowedName) {
  BlockSet set = hosts_set({"example.org", "pay.example.org", "x.pay.example.org", "a.org"});
  set.allowed = {host("pay.example.org")};
  EXPECT_THAT(body_of(set).names, ElementsAre("a.org", "example.org"));
}

TEST(HostsBody, IsEmptyForNothingAndNamesNothingTwice) {
  EXPECT_TRUE(body_of({}).lines.empty());
  EXPECT_THAT(body_of(hosts_set({"a.org", "a.org"})).names, ElementsAre("a.org"));
}

TEST(HostsLines, FindsTheWaysAroundABlock) {
  const std::string rest =
      "127.0.0.1 a.org\n"
      "0.0.0.0 a.org\n"
      "1.2.3.4 other.org # a.org\n"
      "1.2.3.4\tother.org  A.ORG.\r\n"
      "2001:db8::1 a.org\n"
      "# 1.2.3.4 a.org\n"
      "1.2.3.4 a.org";
  EXPECT_THAT(lines_around_block(rest, {"a.org"}), ElementsAre(4, 5, 7));
  EXPECT_THAT(lines_around_block(rest, {}), IsEmpty());
}

TEST(HostsLines, FindsWhatMayBeACutLineOfOurs) {
  EXPECT_THAT(unmarked_lines("127.0.0.1 a\n127.0.53.66 a.org b.o\n# 127.0.53.66\n"
                             "::ffff:127.0.53.66 a.org # hold",
                             sinkhole()),
              ElementsAre(2, 4));
}

}  // namespace
}  // namespace holdfast::platform
