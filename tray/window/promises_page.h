#pragma once

#include <string>

#include "tray/window/kit.h"
#include "tray/window/promises_model.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// Small promises to oneself, kept today or offered again.
class PromisesPage : public Page {
 public:
  explicit PromisesPage(Shell& shell);
  GtkWidget* widget() override { return widget_; }
  void show(const Snapshot& snapshot) override;

 private:
  GtkWidget* promise_row(const PromiseRow& promise);
  void keep(const std::string& key);
  void let_go(const std::string& key);
  void make(const std::string& words);

  Shell& shell_;
  boost::json::object shown_;
  bool is_shown_ = false;
  GtkWidget* headline_;
  GtkWidget* list_;
  GtkWidget* ideas_;
  GtkWidget* entry_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
