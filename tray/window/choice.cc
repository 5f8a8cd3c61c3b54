#include "tray/window/choice.h"

#include <utility>

namespace holdfast::window {

Choice::Choice(const std::string& name, const std::vector<std::string>& words,
               std::function<void()> on_change, GtkOrientation way)
    : on_change_(std::move(on_change)), box_(gtk_box_new(way, 0)) {
  const bool is_row = way == GTK_ORIENTATION_HORIZONTAL;
  with_classes(box_, {"hf-choices"});
  if (is_row) gtk_widget_add_css_class(box_, "linked");
  if (!is_row) gtk_box_set_spacing(GTK_BOX(box_), 8);
  set_name(box_, name);
  for (const std::string& one : words) {
    GtkWidget* label = is_row ? centred(one) : text(one);
    GtkWidget* made = gtk_toggle_button_new();
    gtk_button_set_child(GTK_BUTTON(made), label);
    set_name(made, one);
    if (is_row) gtk_widget_set_hexpand(made, TRUE);
    const int index = static_cast<int>(buttons_.size());
    on(made, "toggled", [this, made, index] {
      if (is_moving_) return;
      const bool is_on = gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(made)) != FALSE;
      // A second press takes nothing back: one is always chosen from the first press on.
      choose(is_on ? index : chosen_);
      if (is_on && on_change_) on_change_();
    });
    buttons_.push_back(made);
    add(box_, made);
  }
}

void Choice::choose(int index) {
  chosen_ = index;
  is_moving_ = true;
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(buttons_[i]), static_cast<int>(i) == index);
  }
  is_moving_ = false;
}

void Choice::clear_choice() { choose(kNone); }

}  // namespace holdfast::window
