#pragma once

#include <functional>
#include <string>

#include "tray/window/coach_client.h"
#include "tray/window/coach_settings.h"
#include "tray/window/kit.h"

namespace holdfast::window {

/// Where a coach is, and whether it answers.
class CoachForm {
 public:
  /// `on_change` runs when what is typed changes.
  explicit CoachForm(std::function<void()> on_change, CoachClient::Limits limits = {});
  ~CoachForm();
  CoachForm(const CoachForm&) = delete;
  CoachForm& operator=(const CoachForm&) = delete;

  GtkWidget* widget() const { return widget_; }
  void show(const Coach& coach);
  void say(const std::string& words) { set_text_or_hide(verdict_, words); }
  Coach coach() const;
  /// Whether it can be kept so.
  bool is_usable() const;

 private:
  void change();
  void try_it();

  std::function<void()> on_change_;
  CoachClient client_;
  Timer pause_;
  GtkWidget* endpoint_;
  GtkWidget* model_;
  GtkWidget* try_;
  GtkWidget* verdict_;
  GtkWidget* widget_;  ///< of its parent, and of this
  gulong on_unmap_ = 0;
};

}  // namespace holdfast::window
