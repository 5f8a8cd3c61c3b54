#pragma once

#include "tray/window/friend_model.h"
#include "tray/window/kit.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// When the next summary goes, exactly what is in it, and what else the friend is told.
class SummaryCard {
 public:
  explicit SummaryCard(Shell& shell);
  GtkWidget* widget() const { return widget_; }
  void show(const Snapshot& snapshot);
  /// Asks for the preview and shows it.
  void open_preview();

 private:
  GtkWidget* make_preview();
  void show_preview(const boost::json::object& preview);
  void close_preview();
  void unfold_bytes(bool is_open);
  void ask_to_send();
  void send();

  Shell& shell_;
  FriendView friend_;
  std::string message_;  ///< the bytes that are shown, for the clipboard
  GtkWidget* when_;
  GtkWidget* look_;
  GtkWidget* send_;
  GtkWidget* outcome_;
  GtkWidget* subject_ = nullptr;
  GtkWidget* words_ = nullptr;
  GtkTextBuffer* bytes_ = nullptr;
  GtkWidget* unfold_ = nullptr;
  GtkWidget* bytes_room_ = nullptr;
  GtkWidget* preview_;
  GtkWidget* told_;
  GtkWidget* slips_;
  GtkWidget* coverage_title_;
  GtkWidget* coverage_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
