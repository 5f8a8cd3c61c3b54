#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tray/window/choice.h"
#include "tray/window/kit.h"
#include "tray/window/rules_model.h"

namespace holdfast::window {

/// How much and how long: the questions about a new rule after its link.
class RuleForm {
 public:
  explicit RuleForm(std::function<void()> on_change);
  GtkWidget* widget() const { return widget_; }
  RuleScope scope() const;
  RuleEnd end() const;
  std::string date() const;
  /// What is missing, in a sentence; empty when all is said.
  std::string missing() const;

 private:
  Choice scope_;
  Choice end_;
  GtkWidget* date_;
  GtkWidget* widget_;
};

/// Shows what a dry run said.
GtkWidget* preview_words(const Preview& preview);

}  // namespace holdfast::window
