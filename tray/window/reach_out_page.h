#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tray/window/choice.h"
#include "tray/window/kit.h"
#include "tray/window/reach_out_model.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// Before writing: five honest questions; and if it has to be, a window that closes by itself.
class ReachOutPage : public Page {
 public:
  explicit ReachOutPage(Shell& shell);
  GtkWidget* widget() override { return widget_; }
  void show(const Snapshot& snapshot) override;

 private:
  GtkWidget* make_questions();
  GtkWidget* make_wait();
  GtkWidget* make_form();
  GtkWidget* make_review();
  void judge();
  void begin_again();
  void ask_window();

  Shell& shell_;
  std::vector<std::unique_ptr<Choice>> answers_;
  std::vector<GtkWidget*> questions_;
  std::vector<std::string> targets_;
  std::unique_ptr<Choice> purpose_;
  std::unique_ptr<Choice> minutes_;
  GtkWidget* windows_ = nullptr;
  GtkWidget* questions_card_ = nullptr;
  GtkWidget* wait_ = nullptr;
  GtkWidget* form_ = nullptr;
  GtkWidget* target_ = nullptr;
  GtkWidget* granted_ = nullptr;
  GtkTextBuffer* message_ = nullptr;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
