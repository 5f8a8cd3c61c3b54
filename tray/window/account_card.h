#pragma once

#include "tray/window/account_model.h"
#include "tray/window/choice.h"
#include "tray/window/kit.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// The mail account that letters go out by, and whether it works.
class AccountCard {
 public:
  explicit AccountCard(Shell& shell);
  GtkWidget* widget() const { return widget_; }
  void show(const Snapshot& snapshot);
  /// Opens the form and goes to its first field.
  void open_form();

 private:
  GtkWidget* make_form();
  AccountDraft draft() const;
  void fill_form(const AccountDraft& draft);
  void choose_way();
  void toggle_form(bool is_open);
  void save();
  void send_test();

  Shell& shell_;
  Snapshot shown_;
  bool is_shown_ = false;
  Choice way_;
  GtkWidget* words_;
  GtkWidget* problem_;
  GtkWidget* verdict_;
  GtkWidget* test_;
  GtkWidget* change_;
  GtkWidget* outcome_;
  GtkWidget* sender_ = nullptr;
  GtkWidget* name_ = nullptr;
  GtkWidget* server_ = nullptr;
  GtkWidget* user_ = nullptr;
  GtkWidget* password_ = nullptr;
  GtkWidget* password_note_ = nullptr;
  GtkWidget* sendmail_ = nullptr;
  GtkWidget* server_room_ = nullptr;
  GtkWidget* sendmail_room_ = nullptr;
  GtkWidget* trouble_ = nullptr;
  GtkWidget* form_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
