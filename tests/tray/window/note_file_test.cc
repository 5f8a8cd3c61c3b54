#include "tray/window/note_file.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "tests/fakes/temp_dir.h"

namespace holdfast::window {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

class NoteFileTest : public testing::Test {
 protected:
  NoteFile file() const { return NoteFile((folder_.path() / "share/holdfast").string()); }
  static unsigned mode_of(const fs::path& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
  }
  TempDir folder_;
};

TEST_F(NoteFileTest, IsNothingBeforeTheFirstWord) {
  NoteFile note = file();
  EXPECT_FALSE(note.load());
  EXPECT_THAT(note.trouble(), IsEmpty());
}

TEST_F(NoteFileTest, KeepsWhatWasWritten) {
  NoteFile note = file();
  ASSERT_TRUE(note.save("Ich vermisse dich. ✉\n"));
  EXPECT_EQ(file().load()->text, "Ich vermisse dich. ✉\n");
}

TEST_F(NoteFileTest, IsReadableByNobodyElse) {
  ::umask(0);
  NoteFile note = file();
  ASSERT_TRUE(note.save("one"));
  EXPECT_EQ(mode_of(note.path()), 0600U);
  EXPECT_EQ(mode_of(fs::path(note.path()).parent_path()), 0700U);
  // Also where somebody opened it in between.
  ::chmod(note.path().c_str(), 0644);
  ASSERT_TRUE(note.save("two"));
  EXPECT_EQ(mode_of(note.path()), 0600U);
  ::umask(022);
}

TEST_F(NoteFileTest, IsGoneWhenItIsLetGo) {
  NoteFile note = file();
  ASSERT_TRUE(note.save("one"));
  EXPECT_TRUE(note.save(""));
  EXPECT_FALSE(fs::exists(note.path()));
  EXPECT_TRUE(note.save("")) << "letting go of nothing is fine";
}

TEST_F(NoteFileTest, IsWholeWheneverTheProgramIsKilled) {
  const std::string one(200'000, 'a');
  const std::string two(300'000, 'b');
  ASSERT_TRUE(file().save(one));
  for (int round = 0; round < 12; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      NoteFile note = file();
      for (;;) {
        note.save(two);
        note.save(one);
      }
    }
    ::usleep(static_cast<useconds_t>(1000 + 900 * round));
    ::kill(child, SIGKILL);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    const auto note = file().load();
    ASSERT_TRUE(note);
    EXPECT_TRUE(note->text == one || note->text == two) << note->text.size();
  }
}

TEST_F(NoteFileTest, LeavesNoHalfBehind) {
  ASSERT_TRUE(file().save("one"));
  const fs::path folder = folder_.path() / "share/holdfast";
  put(folder / "unsent-note.txt.AB12CD", "half of it");
  put(folder / "unsent-note.txt.my-own-copy", "mine");
  EXPECT_EQ(file().load()->text, "one");
  EXPECT_FALSE(fs::exists(folder / "unsent-note.txt.AB12CD"));
  EXPECT_TRUE(fs::exists(folder / "unsent-note.txt.my-own-copy"));
}

TEST_F(NoteFileTest, LeavesAloneWhatIsNoText) {
  NoteFile note = file();
  ASSERT_TRUE(note.save("one"));
  put(note.path(), "\xff\xfe");
  EXPECT_FALSE(note.load());
  EXPECT_THAT(note.trouble(), HasSubstr("stays as it is"));
  EXPECT_FALSE(note.save("two"));
  EXPECT_EQ(get(note.path()), "\xff\xfe");
}

TEST_F(NoteFileTest, SaysWhyItIsNotKept) {
  put(folder_.path() / "share", "a file where the folder should be");
  NoteFile note = file();
  EXPECT_FALSE(note.save("one"));
  EXPECT_THAT(note.trouble(), HasSubstr("no place for the note"));
}

TEST_F(NoteFileTest, LivesInTheFolderOfThePerson) {
  EXPECT_THAT(NoteFile::usual_folder(), testing::EndsWith("/holdfast"));
}

}  // namespace
}  // namespace holdfast::window
