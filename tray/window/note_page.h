#pragma once

#include <string>

#include "tray/window/coach_setup.h"
#include "tray/window/kit.h"
#include "tray/window/note_file.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// A note that is never sent. Offered, not pushed: it opens only when asked to.
class NotePage : public Page {
 public:
  explicit NotePage(Shell& shell, std::string folder = NoteFile::usual_folder(),
                    const std::string& settings = CoachSettings::usual_folder());
  ~NotePage() override;
  NotePage(const NotePage&) = delete;
  NotePage& operator=(const NotePage&) = delete;

  GtkWidget* widget() override { return stack_; }
  void show(const Snapshot&) override {}
  /// Opens the sheet, as its button does.
  void write();

 private:
  GtkWidget* make_door();
  GtkWidget* make_sheet();
  void look();
  void close();
  void keep();
  void ask_to_let_go();
  std::string words() const;

  Shell& shell_;
  NoteFile file_;
  CoachSetup coach_;
  Timer keeping_;
  bool is_changed_ = false;
  bool is_filling_ = false;  ///< the text changes because of us
  GtkWidget* stack_;         ///< of its parent, and of this
  gulong on_map_ = 0;
  gulong on_unmap_ = 0;
  GtkWidget* found_ = nullptr;
  GtkWidget* open_ = nullptr;
  GtkWidget* paper_ = nullptr;
  GtkTextBuffer* buffer_ = nullptr;  ///< of the paper, and of this
  GtkWidget* state_ = nullptr;
};

}  // namespace holdfast::window
