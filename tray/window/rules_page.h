#pragma once

#include "tray/window/rule_adder.h"
#include "tray/window/rules_model.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// What is out of reach, until when, and what was asked to be loosened.
class RulesPage : public Page {
 public:
  explicit RulesPage(Shell& shell);
  GtkWidget* widget() override { return widget_; }
  void show(const Snapshot& snapshot) override;

 private:
  GtkWidget* rule_card(const RuleRow& rule);
  GtkWidget* pending_card(const PendingRow& pending);
  void confirm(std::int64_t id);
  void cancel(std::int64_t id);

  Shell& shell_;
  RuleAdder adder_;
  Snapshot shown_;
  GtkWidget* lock_;
  GtkWidget* pending_;
  GtkWidget* rules_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
