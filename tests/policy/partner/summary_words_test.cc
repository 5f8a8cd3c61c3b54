#include "policy/partner/summary_words.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/fakes/steps_with_partner.h"
#include "tests/policy/partner/says.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

SummaryParts parts_of(std::chrono::local_days from, int length) {
  SummaryParts parts;
  parts.names = {"Sam", "Alex"};
  parts.week.from = from;
  parts.week.until = from + days(length);
  for (auto date = from; date < parts.week.until; date += days(1)) {
    parts.week.days.push_back({.date = date});
  }
  parts.streak = StreakView{.since = {}, .days = 12, .best_days = 12, .total_days = 30};
  parts.mark = make_mark(61, "7f3a9c21e01183ab");
  return parts;
}

SummaryParts usual() {
  using std::chrono::March;
  SummaryParts parts = parts_of(std::chrono::local_days(2026y / March / 1), 7);
  parts.week.days[1].urges = 2;
  parts.week.days[1].ridden_out = 1;
  parts.week.days[3].urges = 1;
  parts.week.days[3].ridden_out = 1;
  parts.week.coverage = {.verified = 50h, .asleep = 100h};
  return parts;
}

TEST(SummaryLetter, SaysTheWeekInAFewLines) {
  const LetterText letter = summary_letter(usual());
  EXPECT_EQ(letter.subject, "Sam: 12 days without contact");
  EXPECT_EQ(letter.text.find("Hello Alex,\n\n12 days without contact\n"), 0u);
  EXPECT_TRUE(says(letter.text, "How it went for Sam from Sunday, 1 March, to Saturday, 7 March."));
  EXPECT_TRUE(says(letter.text, "Best so far: 12 days; 30 days since the beginning."));
  EXPECT_TRUE(says(letter.text, "Monday: 2 urges, 1 ridden out"));
  EXPECT_TRUE(says(letter.text, "Wednesday: 1 urge, 1 ridden out"));
  EXPECT_TRUE(says(letter.text, "Sunday: no urge"));
  EXPECT_TRUE(says(letter.text, "Urges 3 Ridden out 2 Asked to loosen protection none"));
  EXPECT_TRUE(says(letter.text, "verified for 100.0 % of the time in use"));
  EXPECT_TRUE(says(letter.text, "How to be a good friend this week"));
  EXPECT_TRUE(says(letter.text, "61:7f3a-9c21-e011-83ab"));
  EXPECT_TRUE(says(letter.text, "You can stop these mails at any time"));
  EXPECT_TRUE(says(letter.html, "You can stop these mails at any time"));
  EXPECT_EQ(letter.chart.size(), 7u);
  EXPECT_EQ(letter.chart[1], (LetterText::Column{"Mo", 2, 1}));
  EXPECT_EQ(letter, summary_letter(usual()));
}

TEST(SummaryLetter, TellsOfContactOnlyWhereThatIsShared) {
  SummaryParts parts = usual();
  parts.week.slips = 2;
  EXPECT_FALSE(says(summary_letter(parts).text, "Contact"));
  EXPECT_FALSE(says(summary_letter(parts).html, "Contact"));
  parts.shares_slips = true;
  EXPECT_TRUE(says(summary_letter(parts).text, "Contact 2"));
  parts.week.slips = 0;
  EXPECT_TRUE(says(summary_letter(parts).text, "Contact none"));
}

TEST(SummaryLetter, SaysNumbersAsPeopleDo) {
  SummaryParts parts = usual();
  parts.streak = StreakView{.since = {}, .days = 1, .best_days = 1, .total_days = 1};
  EXPECT_EQ(summary_letter(parts).subject, "Sam: 1 day without contact");
  EXPECT_TRUE(says(summary_letter(parts).text, "Best so far: 1 day; 1 day since the beginning."));
  parts.streak = StreakView{};
  EXPECT_TRUE(says(summary_letter(parts).subject, "Day one without contact"));
  EXPECT_FALSE(says(summary_letter(parts).text, "Best so far"));
  parts.streak.reset();
  EXPECT_EQ(summary_letter(parts).subject, "Sam: Just begun");
}

TEST(SummaryLetter, SaysWhatBecameOfLoosenings) {
  SummaryParts parts = usual();
  parts.week.loosenings_asked = 3;
  parts.week.loosenings_confirmed = 1;
  parts.week.loosenings_let_go = 2;
  EXPECT_TRUE(
      says(summary_letter(parts).text, "Asked to loosen protection 3; 1 confirmed, 2 let go"));
  parts.week.loosenings_refused = 4;
  parts.week.unlocked = 1;
  parts.week.keys_made = 1;
  parts.week.allowances = 2;
  parts.week.promises_kept = 9;
  parts.week.clock_turned = 1;
  parts.week.tampering = 2;
  parts.week.explained = 1;
  const std::string text = summary_letter(parts).text;
  for (const char* words :
       {"4 refused under the lock", "Let through by your code 1", "Keys made for you 1",
        "Windows for necessary contact 2", "Small promises kept 9", "Clock turned 1",
        "Changed from outside 2, put back; explained 1"}) {
    EXPECT_TRUE(says(text, words)) << words;
  }
}

TEST(SummaryLetter, SaysCoverageNeutrallyAndNeverTooMuch) {
  SummaryParts parts = usual();
  parts.week.coverage = {.verified = 9999h, .weakened = 12min, .not_running = 3h};
  const std::string text = summary_letter(parts).text;
  EXPECT_TRUE(says(text,
                   "verified for 99.9 % of the time in use, 3 h unobserved, 12 min "
                   "weakened"));
  parts.week.coverage = {.verified = 573s, .not_running = 427s};
  EXPECT_TRUE(says(summary_letter(parts).text, "verified for 57.3 %"));
  parts.week.coverage = {.asleep = 100h, .off = 68h};
  EXPECT_TRUE(says(summary_letter(parts).text, "the computer was not in use"));
}

TEST(SummaryLetter, SaysHowTheRecordStands) {
  SummaryParts parts = usual();
  const auto text = [&](RecordStory story) {
    parts.story = story;
    return summary_letter(parts).text;
  };
  EXPECT_TRUE(says(text(RecordStory::kFirst), "your first mail of this record"));
  EXPECT_TRUE(
      says(text(RecordStory::kContinues), "nothing that it told of was changed or taken out"));
  EXPECT_TRUE(says(text(RecordStory::kChanged), "was changed or cut between"));
  EXPECT_TRUE(says(text(RecordStory::kErased), "was erased"));
  parts.mailed = std::chrono::local_days(2026y / std::chrono::March / 1);
  parts.today = std::chrono::local_days(2026y / std::chrono::March / 8);
  EXPECT_TRUE(says(text(RecordStory::kChanged), "cut between Sunday, 1 March and Sunday, 8 March"));
}

TEST(SummaryLetter, OfManyWeeksSaysWhyAndStaysShort) {
  SummaryParts parts = parts_of(std::chrono::local_days(2026y / std::chrono::March / 1), 100);
  const LetterText letter = summary_letter(parts);
  EXPECT_TRUE(says(letter.text, "(100 days: no mail could go before)"));
  EXPECT_EQ(letter.chart.size(), 31u);
  EXPECT_TRUE(says(letter.text, "The 7 days from Sunday, 8 March: no urge"));
  EXPECT_TRUE(says(letter.text, "The 2 days from Sunday, 7 June: no urge"));
  EXPECT_TRUE(says(letter.text, "The picture shows the last 31 days of these."));
  EXPECT_LT(letter.text.size(), 4000u);
  parts = parts_of(std::chrono::local_days(2026y / std::chrono::March / 1), 1);
  EXPECT_TRUE(says(summary_letter(parts).text, "How it went for Sam on Sunday, 1 March."));
}

TEST(SummaryLetter, SaysWhichMailMayBeLost) {
  SummaryParts parts = usual();
  EXPECT_FALSE(says(summary_letter(parts).text, "may not have reached you"));
  parts.maybe_lost = DaysTold{parts.week.from - days(7), parts.week.from};
  EXPECT_TRUE(says(summary_letter(parts).text,
                   "A mail about the days from Sunday, 22 February, to Saturday, 28 February may "
                   "not have reached you."));
}

TEST(SummaryLetter, FitsEveryScreen) {
  SummaryParts parts = usual();
  parts.week.loosenings_asked = parts.week.loosenings_confirmed = parts.week.loosenings_let_go = 9;
  parts.week.loosenings_refused = parts.week.tampering = parts.week.explained = 9;
  parts.week.coverage = {.verified = 99h, .weakened = 59min, .not_running = 99h};
  std::istringstream lines(summary_letter(parts).text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 72u) << line;
}

TEST(SummaryLetter, EscapesNames) {
  SummaryParts parts = usual();
  parts.names = {"Zoë \"Z\" <script>", "A & <b>B</b> 🌱"};
  const LetterText letter = summary_letter(parts);
  EXPECT_NE(letter.text.find("Hello A & <b>B</b> 🌱,"), std::string::npos);
  EXPECT_EQ(letter.html.find("<script>"), std::string::npos);
  EXPECT_EQ(letter.html.find("<b>"), std::string::npos);
  EXPECT_NE(letter.html.find("Hello A &amp; &lt;b&gt;B&lt;/b&gt; 🌱,"), std::string::npos);
}

// Whatever was done that week, by whatever name: the letters hold none of it.
TEST(SummaryLetter, NamesNobodyAndNothing) {
  StepsWithPartner steps(StepsWithPartner::Friend::kAgreed, "alerts slip share slips");
  std::vector<LogEntry> log;
  const auto keep = [&] {
    for (const Effect& effect : steps.effects) {
      if (const auto* record = std::get_if<effect::Record>(&effect)) log.push_back(record->entry);
    }
  };
  const auto live = [&](std::chrono::milliseconds time) {
    const Elapsed until = steps.at + time;
    while (steps.at < until) {
      steps.at = std::min(until, std::max(steps.at, steps.wake.value_or(until)));
      steps.send(event::TimePassed{});
      keep();
    }
  };
  for (const char* line :
       {"block instagram/planted.handle", "block planted-host.example", "alias plantedalias",
        "allow planted-pay.example", "plan \"If planted plan, then walk\"",
        "promise \"planted promise\"", "support call \"planted helper\" tel:+15550001111",
        "schedule planted-host.example open mon 19:17-19:44 purpose \"planted purpose\"",
        "cooling-off 13h"}) {
    steps.edit(line);
    keep();
  }
  steps.send(event::UrgeReported{1, "planted note"});
  keep();
  live(1h);
  Attempt attempt{.host = HostName::parse("www.planted-host.example").value(), .port = 44317};
  attempt.program = Program{.pid = 4711, .uid = 1000, .name = "plantedbrowser"};
  steps.send(event::AttemptSeen{attempt, "block planted-host.example", HostReason::kTarget});
  keep();
  steps.send(event::PromiseKept{1, "promise \"planted promise\""});
  keep();
  steps.send(event::TamperSeen{Layer::kHosts, "planted line", attempt.program});
  keep();
  steps.send(event::Explained{1, "planted reason"});
  keep();
  steps.send(event::AllowanceAsked{1, "planted-host.example", "planted need", 20min});
  keep();
  steps.send(event::SlipReported{1, steps.now().wall - 17min});
  keep();
  live(days(7));
  ASSERT_GT(log.size(), 15u);

  const TimeZone utc;
  const Letter letter = steps.gone(LetterKind::kSummary).at(0).letter;
  WeekReader reader(*letter.span, utc);
  for (const LogEntry& entry : log) reader.take(entry);
  EXPECT_EQ(reader.week().urges(), 2);
  EXPECT_EQ(reader.week().slips, 1);
  EXPECT_GE(reader.week().coverage.verified, 120h);
  SummaryParts parts = usual();
  parts.week = reader.week();
  parts.streak = view(steps.state.streak, steps.now());
  parts.shares_slips = true;
  const LetterText text = summary_letter(parts);
  std::string plain = text.subject + "\n" + text.text + "\n" + text.html;
  for (const auto& column : text.chart) plain += column.label;
  for (const char* planted : {"planted", "instagram", "4711", "44317", "+1555", "19:17"}) {
    EXPECT_EQ(plain.find(planted), std::string::npos) << planted;
  }
  // No time of day: a colon between digits occurs in the record's mark and in styles alone.
  std::string words = text.text;
  const std::string mark = to_text(parts.mark);
  words.erase(words.find(mark), mark.size());
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const auto is_digit = [&](std::size_t at) { return words[at] >= '0' && words[at] <= '9'; };
    EXPECT_FALSE(words[i] == ':' && is_digit(i - 1) && is_digit(i + 1));
  }
}

}  // namespace
}  // namespace holdfast
