#pragma once

#include "tray/window/key_model.h"
#include "tray/window/kit.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// The friend's one-time key: made here, shown once, and what a code from it does.
class KeyCard {
 public:
  explicit KeyCard(Shell& shell);
  GtkWidget* widget() const { return widget_; }
  void show(const Snapshot& snapshot);

 private:
  void ask_to_make();
  void make();
  void show_key(const NewKey& key);
  void unlock();

  Shell& shell_;
  KeyView key_;
  GtkWidget* state_;
  GtkWidget* make_;
  GtkWidget* outcome_;
  GtkWidget* code_;
  GtkWidget* unlocked_;
  GtkWidget* unlock_room_;
  GtkWidget* to_rules_;
  GtkWidget* widget_;
};

/// The window that shows a new key this once.
GtkWidget* key_window(GtkWindow* parent, const NewKey& key);

}  // namespace holdfast::window
