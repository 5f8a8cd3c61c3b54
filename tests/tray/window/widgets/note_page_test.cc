#include "tray/window/note_page.h"

#include <filesystem>

#include "tests/fakes/temp_dir.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class NotePageTest : public testing::Test {
 protected:
  NotePageTest() : folder_(temp_.path().string()) {}
  std::string on_disk() const { return get(temp_ / "unsent-note.txt"); }
  static void write_words(NotePage& page, const char* words) {
    GtkWidget* paper = find(page.widget(), "Your note");
    ASSERT_NE(paper, nullptr);
    gtk_text_buffer_set_text(gtk_text_view_get_buffer(GTK_TEXT_VIEW(paper)), words, -1);
  }
  TempDir temp_;
  std::string folder_;
  FakeShell shell_;
};

TEST_F(NotePageTest, IsOfferedAndNotPushed) {
  put(temp_ / "unsent-note.txt", "I still");
  NotePage page(shell_, folder_);
  present(shell_, page.widget());
  EXPECT_EQ(find(page.widget(), "Your note"), nullptr);
  EXPECT_THAT(words_in(page.widget()), HasSubstr("There is a note of yours"));
  press(page.widget(), "Open it");
  EXPECT_NE(find(page.widget(), "Your note"), nullptr);
}

TEST_F(NotePageTest, KeepsItselfWhileItIsWritten) {
  NotePage page(shell_, folder_);
  present(shell_, page.widget());
  press(page.widget(), "Write it here");
  write_words(page, "I still");
  EXPECT_TRUE(wait_until([&] { return on_disk() == "I still"; }));
  EXPECT_THAT(words_in(page.widget()), HasSubstr("Kept on this computer"));
  EXPECT_THAT(shell_.asked, IsEmpty()) << "the daemon hears nothing of it";
}

TEST_F(NotePageTest, IsKeptWhenItIsClosedAtOnce) {
  NotePage page(shell_, folder_);
  present(shell_, page.widget());
  press(page.widget(), "Write it here");
  write_words(page, "I still");
  press(page.widget(), "Close it");
  EXPECT_EQ(on_disk(), "I still");
  EXPECT_NE(find(page.widget(), "Open it"), nullptr);
}

TEST_F(NotePageTest, IsKeptWhenTheProgramEnds) {
  {
    NotePage page(shell_, folder_);
    present(shell_, page.widget());
    press(page.widget(), "Write it here");
    write_words(page, "I still");
  }
  EXPECT_EQ(on_disk(), "I still");
}

TEST_F(NotePageTest, IsLetGoOnlyAfterAQuestion) {
  put(temp_ / "unsent-note.txt", "I still");
  NotePage page(shell_, folder_);
  present(shell_, page.widget());
  page.write();
  press(page.widget(), "Let it go");
  answer_dialog(shell_, "no");
  EXPECT_EQ(on_disk(), "I still");
  press(page.widget(), "Let it go");
  answer_dialog(shell_, "yes");
  EXPECT_FALSE(std::filesystem::exists(temp_ / "unsent-note.txt"));
}

TEST_F(NotePageTest, LeadsToTheCoach) {
  NotePage page(shell_, folder_, folder_);
  present(shell_, page.widget());
  press(page.widget(), "A coach on this computer");
  type(open_dialog(shell_), "Address on this computer", "localhost:8080");
  answer_dialog(shell_, "yes");
  EXPECT_TRUE(CoachSettings(folder_).load());
}

TEST_F(NotePageTest, SaysWhyAndStaysOpenWhenItCannotBeKept) {
  put(temp_ / "file", "");
  NotePage page(shell_, folder_ + "/file");
  present(shell_, page.widget());
  page.write();
  if (find(page.widget(), "Your note") != nullptr) {
    write_words(page, "I still");
    press(page.widget(), "Close it");
    EXPECT_NE(find(page.widget(), "Your note"), nullptr);
  }
  EXPECT_THAT(words_in(page.widget()), Not(HasSubstr("Kept on this computer")));
}

}  // namespace
}  // namespace holdfast::window
