#pragma once

#include "tray/window/kit.h"
#include "tray/window/shell.h"
#include "tray/window/trouble_model.h"

namespace holdfast::window {

/// Says calmly what is the matter, in the place of what cannot be shown.
class TroubleCard {
 public:
  explicit TroubleCard(Shell& shell);
  GtkWidget* widget() const { return widget_; }
  void show(Trouble trouble);

 private:
  GtkWidget* title_;
  GtkWidget* body_;
  GtkWidget* command_;
  GtkWidget* copy_;
  GtkWidget* line_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
