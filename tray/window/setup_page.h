#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tray/window/rule_form.h"
#include "tray/window/setup_model.h"
#include "tray/window/shell.h"

namespace holdfast::window {

/// The first run: four calm steps, then a look at what would be held, then it holds.
class SetupPage : public Page {
 public:
  /// `on_done` runs once it holds, and when the person leaves it for later.
  SetupPage(Shell& shell, std::function<void()> on_done);
  GtkWidget* widget() override { return widget_; }
  void show(const Snapshot&) override {}

 private:
  GtkWidget* make_link();
  GtkWidget* make_scope();
  GtkWidget* make_friend();
  GtkWidget* make_plan();
  GtkWidget* make_review();
  void add_step(const std::string& name, const std::string& title, const std::string& lead,
                GtkWidget* body);
  void show_step(SetupStep step);
  SetupDraft draft() const;
  void next();
  void back();
  void check_link();
  void look();
  void arm();
  void complain(const std::string& words);

  Shell& shell_;
  std::function<void()> on_done_;
  RuleForm form_;
  SetupStep step_ = SetupStep::kLink;
  bool is_asking_ = false;
  GtkWidget* link_ = nullptr;
  GtkWidget* friend_name_ = nullptr;
  GtkWidget* friend_number_ = nullptr;
  GtkWidget* friend_mail_ = nullptr;
  GtkWidget* plan_ = nullptr;
  GtkWidget* preview_ = nullptr;
  GtkWidget* dots_;
  GtkWidget* counter_;
  GtkWidget* stack_;
  GtkWidget* complaint_;
  GtkWidget* back_;
  GtkWidget* next_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
