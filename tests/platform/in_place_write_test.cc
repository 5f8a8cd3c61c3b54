#include "platform/in_place_write.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/checksum.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string journal(const std::string& old_bytes, const std::string& new_bytes) {
  return "holdfast-journal-1 " + std::to_string(old_bytes.size()) + ' ' +
         std::to_string(new_bytes.size()) + ' ' + checksum_of(old_bytes + new_bytes) + '\n' +
         old_bytes + new_bytes;
}

TEST(InPlaceWrite, GrowsAndShrinksAFile) {
  const TempDir dir(fast_place());
  put(dir / "f", "user line\nours\n");
  const auto grown = write_in_place(dir / "f", "user line\nours\n", "user line\nours, longer\n");
  ASSERT_TRUE(grown) << grown.error().text;
  EXPECT_THAT(*grown, SizeIs(1));
  EXPECT_EQ(get(dir / "f"), "user line\nours, longer\n");
  ASSERT_TRUE(write_in_place(dir / "f", "user line\nours, longer\n", "user line\n"));
  EXPECT_EQ(get(dir / "f"), "user line\n");
  EXPECT_THAT(dir.names(), ElementsAre("f"));
}

TEST(InPlaceWrite, UndoesEveryWayAWriteCanTear) {
  const std::string before = "user line\nour old section\n";
  for (const std::string after : {"user line\nour new and longer section\n", "user line\n", ""}) {
    const std::size_t longer = std::max(before.size(), after.size());
    for (std::size_t cut = 0; cut <= longer; ++cut) {
      const TempDir dir(fast_place());
      std::string torn = after.substr(0, std::min(cut, after.size()));
      if (torn.size() < before.size()) torn += before.substr(torn.size());
      put(dir / "f", torn);
      put(dir / ".f.holdfast-journal", journal(before, after));
      ASSERT_TRUE(undo_torn_write(dir / "f"));
      const std::string found = get(dir / "f");
      EXPECT_TRUE(found == before || found == after) << found;
      EXPECT_THAT(dir.names(), ElementsAre("f"));
    }
  }
}

TEST(InPlaceWrite, ForgetsAJournalThatWasCutShort) {
  const TempDir dir(fast_place());
  put(dir / "f", "theirs");
  const std::string whole = journal("old", "new");
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    put(dir / ".f.holdfast-journal", whole.substr(0, cut));
    const auto notes = undo_torn_write(dir / "f");
    ASSERT_TRUE(notes);
    EXPECT_THAT(*notes, IsEmpty());
    EXPECT_EQ(get(dir / "f"), "theirs");
    EXPECT_THAT(dir.names(), ElementsAre("f"));
  }
}

TEST(InPlaceWrite, KeepsTheJournalWhenAnotherProgramChangedTheFile) {
  const TempDir dir(fast_place());
  put(dir / "f", "something else entirely, by another program");
  put(dir / ".f.holdfast-journal", journal("old", "new"));
  const auto notes = undo_torn_write(dir / "f");
  ASSERT_TRUE(notes);
  EXPECT_THAT(*notes, SizeIs(1));
  EXPECT_EQ(get(dir / "f"), "something else entirely, by another program");
  EXPECT_THAT(dir.names(), ElementsAre(".f.holdfast-saved", "f"));
}

TEST(InPlaceWrite, KeepsTheJournalOfAFileThatIsGone) {
  const TempDir dir(fast_place());
  put(dir / ".f.holdfast-journal", journal("old", "new"));
  ASSERT_TRUE(undo_torn_write(dir / "f"));
  EXPECT_THAT(dir.names(), ElementsAre(".f.holdfast-saved"));
}

TEST(InPlaceWrite, IsSilentWithoutAJournal) {
  const TempDir dir(fast_place());
  EXPECT_THAT(*undo_torn_write(dir / "f"), IsEmpty());
}

TEST(WriteWithoutRoom, OverwritesWhatDiffersAndCutsTheEnd) {
  const TempDir dir(fast_place());
  put(dir / "f", "one two three\n");
  ASSERT_TRUE(write_without_room(dir / "f", "one two three\n", "one     three\n"));
  EXPECT_EQ(get(dir / "f"), "one     three\n");
  ASSERT_TRUE(write_without_room(dir / "f", "one     three\n", "one"));
  EXPECT_EQ(get(dir / "f"), "one");
  EXPECT_THAT(dir.names(), ElementsAre("f"));
}

TEST(WriteWithoutRoom, LeavesAloneWhatAnotherProgramChanged) {
  const TempDir dir(fast_place());
  put(dir / "f", "theirs");
  EXPECT_EQ(write_without_room(dir / "f", "one two", "one    ").error().code, ErrorCode::kBusy);
  EXPECT_EQ(get(dir / "f"), "theirs");
}

TEST(WriteWithoutRoom, RefusesWhatWouldNeedRoom) {
  const TempDir dir(fast_place());
  put(dir / "f", "one");
  for (const std::string wanted : {"one two", "no"}) {
    EXPECT_EQ(write_without_room(dir / "f", "one", wanted).error().code, ErrorCode::kInvalid);
  }
  EXPECT_EQ(get(dir / "f"), "one");
}

}  // namespace
}  // namespace holdfast::platform
