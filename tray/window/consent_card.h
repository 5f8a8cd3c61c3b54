#pragma once

#include "tray/window/friend_model.h"
#include "tray/window/kit.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// Who the friend is, what they said, and the next step.
class ConsentCard {
 public:
  /// `to_account` leads to where an account is given.
  ConsentCard(Shell& shell, std::function<void()> to_account);
  GtkWidget* widget() const { return widget_; }
  void show(const Snapshot& snapshot);

 private:
  GtkWidget* make_word();
  GtkWidget* make_more();
  void invite();
  void enter_word();
  void ask_to_stop();
  void say(const std::string& words);

  Shell& shell_;
  FriendView friend_;
  GtkWidget* name_;
  GtkWidget* mail_;
  GtkWidget* tag_;
  GtkWidget* words_;
  GtkWidget* next_;
  GtkWidget* invite_;
  GtkWidget* to_account_;
  GtkWidget* word_ = nullptr;
  GtkWidget* word_room_;
  GtkWidget* outcome_;
  GtkWidget* stop_ = nullptr;
  GtkWidget* let_go_ = nullptr;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
