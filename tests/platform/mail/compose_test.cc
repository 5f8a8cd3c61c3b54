#include "platform/mail/compose.h"

#include <gtest/gtest.h>
#include <stdio.h>

#include <array>

#include "policy/partner/summary_words.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;

ComposeTask usual() {
  ComposeTask task;
  task.from_name = "Max";
  task.from_mail = "max+mail@example.org";
  task.to_name = "Alex";
  task.to_mail = "friend@example.net";
  task.subject = "A week";
  task.text = "Twelve days.\n\nFrom here on it gets easier.\n.\n.. or so\n";
  task.html = "<p>Twelve days.</p>\n<p><img src=\"cid:chart\" alt=\"\"></p>\n";
  task.message_id = "week-7.4f2a@example.org";
  task.date = Wall(1'795'000'000s);
  task.utc_offset = 90min;
  task.unsubscribe_subject = "Stop, please";
  task.chart = WeekChart{{{"M", 3, 2}, {"T", 0, 0}}};
  return task;
}

/// What a mail program understands, by read_mail.py; the letter stays in the build folder.
std::string understood(const ComposeTask& task, const std::string& name) {
  const auto bytes = compose(task);
  if (!bytes) return "refused: " + bytes.error().text.english();
  const std::filesystem::path folder = HOLDFAST_SAMPLE_LETTERS;
  std::filesystem::create_directories(folder);
  put(folder / (name + ".eml"), *bytes);
  const std::string command =
      HOLDFAST_READ_MAIL " " + (folder / (name + ".eml")).string() + " 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> room;
  for (std::size_t got = 0; (got = ::fread(room.data(), 1, room.size(), pipe)) > 0;)
    text.append(room.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << text;
  return text;
}

TEST(Compose, CarriesTheMarkOfTheRecord) {
  ComposeTask task = usual();
  EXPECT_EQ(compose(task)->find("X-Holdfast-Record"), std::string::npos);
  task.record = "61:7f3a-9c21-e011-83ab";
  EXPECT_NE(compose(task)->find("\r\nX-Holdfast-Record: 61:7f3a-9c21-e011-83ab\r\n"),
            std::string::npos);
  for (const std::string& bad :
       {std::string("one\r\nBcc: all@example.org"), std::string(80, 'a')}) {
    task.record = bad;
    EXPECT_FALSE(compose(task)) << bad;
  }
}

TEST(Compose, IsUnderstoodWhole) {
  EXPECT_EQ(understood(usual(), "usual"),
            "From: 'Max' max+mail@example.org\n"
            "To: 'Alex' friend@example.net\n"
            "Subject: A week\n"
            "Message-ID: <week-7.4f2a@example.org>\n"
            "Auto-Submitted: auto-generated\n"
            "List-Unsubscribe: <mailto:max+mail@example.org?subject=Stop%2C%20please>\n"
            "Date: 2026-11-18T12:36:40+01:30\n"
            "Headers: Auto-Submitted Content-Type Date From List-Unsubscribe MIME-Version "
            "Message-Id Subject To\n"
            "multipart/alternative \n"
            "  text/plain \n"
            "    'Twelve days.\\n\\nFrom here on it gets easier.\\n.\\n.. or so\\n'\n"
            "  multipart/related \n"
            "    text/html \n"
            "      '<p>Twelve days.</p>\\n<p><img src=\"cid:chart\" alt=\"\"></p>\\n'\n"
            "    image/png <chart>\n"
            "      b'\\x89PNG'\n");
}

// A week with something of everything, to be looked at in a mail program.
TEST(Compose, MakesAWholeSummary) {
  using namespace std::chrono;
  SummaryParts parts{.names = {"Robin", "Alex"}};
  parts.week.from = local_days(2026y / March / 2);
  parts.week.until = parts.week.from + days(7);
  const std::pair<int, int> urges[] = {{5, 4}, {3, 3}, {0, 0}, {2, 2}, {1, 1}, {7, 6}, {2, 2}};
  auto date = parts.week.from;
  for (const auto& [all, ridden_out] : urges) {
    parts.week.days.push_back({date, all, ridden_out});
    date += days(1);
  }
  parts.week.promises_kept = 4;
  parts.week.loosenings_asked = 1;
  parts.week.loosenings_let_go = 1;
  parts.week.tampering = 1;
  parts.week.explained = 1;
  parts.week.coverage.verified = 80h;
  parts.week.coverage.not_running = 3h;
  parts.streak = StreakView{.days = 16, .best_days = 21, .total_days = 40, .slips = 1};
  parts.story = RecordStory::kContinues;
  parts.mark = make_mark(412, std::string(64, '7'));
  const LetterText words = summary_letter(parts);

  auto task = usual();
  task.from_name = "Robin";
  task.subject = words.subject;
  task.text = words.text;
  task.html = words.html;
  task.record = to_text(parts.mark);
  task.chart.emplace();
  for (const auto& column : words.chart) {
    task.chart->days.push_back({column.label, column.urges, column.ridden_out});
  }
  const std::string text = understood(task, "summary");
  for (const char* said : {"16 days without contact", "3 h unobserved", "continues the record",
                           "412:7777-7777-7777-7777", "image/png"}) {
    EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
  }
}

TEST(Compose, TheSameWordsAreTheSameBytes) {
  const std::string once = compose(usual()).value();
  EXPECT_EQ(compose(usual()).value(), once);
  auto other = usual();
  other.message_id = "week-8.4f2a@example.org";
  EXPECT_NE(compose(other).value(), once);
}

TEST(Compose, APlainTextIsEnough) {
  auto task = usual();
  task.html.clear();
  task.chart.reset();
  const std::string text = understood(task, "plain");
  EXPECT_TRUE(text.ends_with(
      "text/plain \n  'Twelve days.\\n\\nFrom here on it gets easier.\\n.\\n.. or so\\n'\n"))
      << text;
  task.html = "<p>x</p>";
  EXPECT_NE(understood(task, "html").find("\n  text/html \n"), std::string::npos);
}

TEST(Compose, AnyNameIsShownAsItIs) {
  const std::array names{
      std::pair{"Alex \"the friend\" O'Neil, Jr.", "'Alex \"the friend\" O\\'Neil, Jr.'"},
      std::pair{"Zoë \\ Müller", "'Zoë \\\\ Müller'"},
      std::pair{"🌊 Alex 🌱", "'🌊 Alex 🌱'"},
      std::pair{"אבי כהן", "'אבי כהן'"},
      std::pair{"alex@example.com", "'alex@example.com'"},
      std::pair{"=?utf-8?q?Alex?=", "'=?utf-8?q?Alex?='"},
      std::pair{"a <b@c.org>", "'a <b@c.org>'"},
      std::pair{"Alex (friend); group:", "'Alex (friend); group:'"},
      std::pair{"", "''"},
  };
  int number = 0;
  for (const auto& [name, shown] : names) {
    auto task = usual();
    task.to_name = name;
    task.from_name = name;
    const std::string text = understood(task, "name-" + std::to_string(++number));
    EXPECT_NE(text.find(std::string("To: ") + shown + " friend@example.net\n"), std::string::npos)
        << name << "\n"
        << text;
    EXPECT_NE(text.find(std::string("From: ") + shown + " max+mail@example.org\n"),
              std::string::npos)
        << name << "\n"
        << text;
  }
}

TEST(Compose, ALongNameAndSubjectAreFolded) {
  auto task = usual();
  for (int i = 0; i < 20; ++i) task.to_name += " 🌱";
  task.subject = std::string(150, 'x') + " “ü” " + std::string(150, 'y');
  const std::string text = understood(task, "long");
  EXPECT_NE(text.find("To: '" + task.to_name + "' friend"), std::string::npos) << text;
  EXPECT_NE(text.find("Subject: " + task.subject + "\n"), std::string::npos) << text;
}

TEST(Compose, ALongLineIsCarriedOver) {
  auto task = usual();
  task.text = std::string(5000, 'a') + " ü\ttrailing blanks  \n";
  const std::string text = understood(task, "long-line");
  EXPECT_NE(text.find("'" + std::string(5000, 'a') + " ü\\ttrailing blanks  \\n'"),
            std::string::npos);
}

TEST(Compose, NoWordBecomesAHeader) {
  using Field = std::string ComposeTask::*;
  for (const Field field : {&ComposeTask::from_name, &ComposeTask::from_mail, &ComposeTask::to_name,
                            &ComposeTask::to_mail, &ComposeTask::subject, &ComposeTask::message_id,
                            &ComposeTask::unsubscribe_subject}) {
    for (const char* more :
         {"\r\nBcc: other@example.net", "\nBcc: other@example.net", "\rBcc: x", "\x7f", "\xc2\x85",
          "\xe2\x80\xae" /* turns the direction of text */, "\xff"}) {
      auto task = usual();
      task.*field += more;
      const auto composed = compose(task);
      ASSERT_FALSE(composed) << task.*field;
      EXPECT_EQ(composed.error().code, ErrorCode::kInvalid);
      EXPECT_EQ(composed.error().text.english().find('\n'), std::string::npos);
    }
    auto task = usual();
    (task.*field).insert(1, 1, '\0');
    EXPECT_FALSE(compose(task));
  }
}

TEST(Compose, RefusesWhatCannotBe) {
  const auto refused = [](auto change) {
    auto task = usual();
    change(task);
    const auto composed = compose(task);
    return !composed && composed.error().code == ErrorCode::kInvalid;
  };
  EXPECT_TRUE(refused([](auto& task) { task.subject.clear(); }));
  EXPECT_TRUE(refused([](auto& task) { task.to_mail.clear(); }));
  EXPECT_TRUE(refused([](auto& task) { task.message_id = "no at"; }));
  EXPECT_TRUE(refused([](auto& task) { task.message_id = "a@b@c"; }));
  EXPECT_TRUE(refused([](auto& task) { task.message_id = "a b@c"; }));
  EXPECT_TRUE(refused([](auto& task) { task.text = "a\rb"; }));
  EXPECT_TRUE(refused([](auto& task) { task.text = std::string("a\0b", 3); }));
  EXPECT_TRUE(refused([](auto& task) { task.html = std::string(kMaxLetterText + 1, 'a'); }));
  EXPECT_TRUE(refused([](auto& task) { task.html.clear(); }));
  EXPECT_TRUE(refused([](auto& task) { task.chart->days.clear(); }));
  EXPECT_TRUE(refused([](auto& task) { task.utc_offset = 15h; }));
  EXPECT_TRUE(refused([](auto& task) { task.date = Wall(-1ms); }));
  EXPECT_TRUE(refused([](auto& task) { task.date = Wall::max(); }));
  EXPECT_TRUE(refused([](auto& task) { task.to_name = std::string(201, 'a'); }));
}

TEST(Compose, AnEmptyTextIsALetterToo) {
  auto task = usual();
  task.text.clear();
  EXPECT_NE(understood(task, "empty").find("text/plain \n    ''\n"), std::string::npos);
}

}  // namespace
}  // namespace holdfast::platform
