#include "platform/mail/slip_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using Kind = MailVerdict::Kind;

const MailVerdict kTaken{Kind::kSent, say("the mail server has taken the letter")};

bool is_unsure(const Fate& fate) {
  return fate.kind == Fate::Kind::kDecided && fate.verdict->kind == Kind::kUnsure;
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat info {};
  EXPECT_EQ(::stat(path.c_str(), &info), 0);
  return info.st_mode & 07777;
}

class SlipFileTest : public testing::Test {
 protected:
  Fate fate() const { return read_fate(outbox_, 7); }
  TempDir folder_;
  const std::filesystem::path outbox_ = folder_ / "outbox";
};

TEST_F(SlipFileTest, TellsEveryStepOfALetter) {
  EXPECT_EQ(fate(), Fate());
  {
    auto slip = SlipFile::open(outbox_, 7).value();
    EXPECT_EQ(fate().kind, Fate::Kind::kInFlight);
    ASSERT_TRUE(slip.commit());
    ASSERT_TRUE(slip.conclude(kTaken));
    EXPECT_EQ(fate().kind, Fate::Kind::kInFlight);
  }
  EXPECT_EQ(fate(), (Fate{Fate::Kind::kDecided, kTaken}));
  EXPECT_EQ(letters_with_slips(outbox_), std::vector<std::int64_t>{7});
  ASSERT_TRUE(remove_slip(outbox_, 7));
  ASSERT_TRUE(remove_slip(outbox_, 7));
  EXPECT_EQ(fate(), Fate());
}

TEST_F(SlipFileTest, IsClosedToOthers) {
  ASSERT_TRUE(SlipFile::open(outbox_, 7));
  EXPECT_EQ(mode_of(outbox_), 0700u);
  EXPECT_EQ(mode_of(slip_path(outbox_, 7)), 0600u);
}

TEST_F(SlipFileTest, OneThatWasNotCommittedMayGoAgain) {
  { auto slip = SlipFile::open(outbox_, 7).value(); }
  EXPECT_EQ(fate(), Fate());
  EXPECT_TRUE(SlipFile::open(outbox_, 7));
}

TEST_F(SlipFileTest, OneThatWasCommittedNeverGoesAgain) {
  ASSERT_TRUE(SlipFile::open(outbox_, 7).value().commit());
  EXPECT_TRUE(is_unsure(fate()));
  const auto again = SlipFile::open(outbox_, 7);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kRefused);
  EXPECT_TRUE(is_unsure(fate()));
}

TEST_F(SlipFileTest, OneThatWentNeverGoesAgain) {
  {
    auto slip = SlipFile::open(outbox_, 7).value();
    ASSERT_TRUE(slip.commit());
    ASSERT_TRUE(slip.conclude(kTaken));
  }
  EXPECT_FALSE(SlipFile::open(outbox_, 7));
  EXPECT_EQ(fate().verdict, kTaken);
}

TEST_F(SlipFileTest, OneThatDidNotGoMayGoAgain) {
  for (const Kind kind : {Kind::kLater, Kind::kRefused, Kind::kMisconfigured}) {
    auto slip = SlipFile::open(outbox_, 7).value();
    ASSERT_TRUE(slip.commit());
    ASSERT_TRUE(slip.conclude({kind, "no"}));
    slip = SlipFile{Fd()};
    EXPECT_EQ(fate().verdict, (MailVerdict{kind, "no"}));
  }
  auto slip = SlipFile::open(outbox_, 7).value();
  ASSERT_TRUE(slip.commit());
  slip = SlipFile{Fd()};
  EXPECT_TRUE(is_unsure(fate()));  // what the earlier attempt left does not count
}

TEST_F(SlipFileTest, TheLockGoesWithTheDescriptor) {
  auto slip = SlipFile::open(outbox_, 7).value();
  EXPECT_EQ(SlipFile::open(outbox_, 7).error().code, ErrorCode::kBusy);
  int gate[2];
  ASSERT_EQ(::pipe(gate), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(gate[1]);
    char letter = 0;
    (void)!::read(gate[0], &letter, 1);
    ::_exit(0);
  }
  ::close(gate[0]);
  slip = SlipFile{Fd()};
  EXPECT_EQ(fate().kind, Fate::Kind::kInFlight);
  ::close(gate[1]);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(fate(), Fate());
}

TEST_F(SlipFileTest, AVerdictStaysOneLine) {
  {
    auto slip = SlipFile::open(outbox_, 7).value();
    ASSERT_TRUE(slip.commit());
    ASSERT_TRUE(slip.conclude({Kind::kLater, "two\r\nlines"}));
  }
  EXPECT_EQ(fate().verdict, (MailVerdict{Kind::kLater, "two\r\nlines"}));
  {
    auto slip = SlipFile::open(outbox_, 7).value();
    ASSERT_TRUE(slip.commit());
    ASSERT_TRUE(slip.conclude({Kind::kLater, std::string(50'000, 'x')}));
  }
  EXPECT_EQ(fate().verdict->kind, Kind::kLater);
}

TEST_F(SlipFileTest, AVerdictCanBeSaidInAnotherLanguage) {
  {
    auto slip = SlipFile::open(outbox_, 7).value();
    ASSERT_TRUE(slip.commit());
    ASSERT_TRUE(slip.conclude(kTaken));
  }
  EXPECT_TRUE(fate().verdict->text.is_marked());
}

TEST_F(SlipFileTest, WhatMakesNoSenseMayHaveGone) {
  for (const char* text :
       {"c", "committing", "committing\nsent", "committing\nsent\n", "committing\nperhaps x\n",
        "committing\nlater {}\nlater {}\n", "committing\nsent x\n",
        "committing\nsent []\n", "later", "\n", "committing\ncommitting\n", "sent"}) {
    EXPECT_TRUE(is_unsure(fate_in(text))) << text;
  }
  EXPECT_EQ(fate_in(""), Fate());
  EXPECT_EQ(fate_in("later {\"text\":\"x\"}\n").verdict, (MailVerdict{Kind::kLater, "x"}));
}

TEST_F(SlipFileTest, WhatCannotBeReadMayHaveGone) {
  std::filesystem::create_directories(slip_path(outbox_, 7));
  EXPECT_TRUE(is_unsure(fate()));
  EXPECT_FALSE(SlipFile::open(outbox_, 7));
  std::filesystem::remove(slip_path(outbox_, 7));
  put(slip_path(outbox_, 7), std::string(10'000, 'x'));
  EXPECT_TRUE(is_unsure(fate()));
  std::filesystem::remove(slip_path(outbox_, 7));
  std::filesystem::create_symlink("/etc/hostname", slip_path(outbox_, 7));
  EXPECT_TRUE(is_unsure(fate()));
  EXPECT_FALSE(SlipFile::open(outbox_, 7));
}

TEST_F(SlipFileTest, ListsSlipsAndNothingElse) {
  for (const std::int64_t letter : {12, 3}) ASSERT_TRUE(SlipFile::open(outbox_, letter));
  put(outbox_ / "notes", "");
  put(outbox_ / "4x", "");
  EXPECT_EQ(letters_with_slips(outbox_), (std::vector<std::int64_t>{3, 12}));
  EXPECT_TRUE(letters_with_slips(folder_ / "nothing").empty());
}

}  // namespace
}  // namespace holdfast::platform
