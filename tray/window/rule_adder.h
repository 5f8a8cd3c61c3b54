#pragma once

#include <string>

#include "tray/window/rule_form.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// Paste a link, look at what it would hold, then arm it.
class RuleAdder {
 public:
  explicit RuleAdder(Shell& shell);
  GtkWidget* widget() const { return widget_; }

 private:
  void change();
  void look();
  void arm();
  void show_words(const std::string& words);

  Shell& shell_;
  RuleForm form_;
  std::string looked_at_;  ///< the statement of the dry run in sight; empty when there is none
  unsigned round_ = 0;     ///< an answer to an older question is not shown
  GtkWidget* link_;
  GtkWidget* more_;
  GtkWidget* look_;
  GtkWidget* preview_;
  GtkWidget* arm_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
