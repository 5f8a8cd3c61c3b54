#include "tray/window/ground_view.h"

#include <utility>

#include "tray/i18n.h"

namespace holdfast::window {

std::vector<Sense> senses() {
  return {
      {5, _("things you can see"),
       _("Name them, aloud if you can: the lamp, the door, your hand.")},
      {4, _("things you can feel"), _("The floor under your feet, the cloth on your arm.")},
      {3, _("things you can hear"), _("The far ones as well.")},
      {2, _("things you can smell"), _("Go and find one, if none comes to you.")},
      {1, _("thing you can taste"), _("A sip of water is enough.")},
  };
}

GroundView::GroundView(std::function<void()> on_end)
    : on_end_(std::move(on_end)),
      number_(centred("", {"hf-count"})),
      words_(centred("", {"hf-title"})),
      hint_(centred("", {"hf-quiet"})),
      dots_(row(14)),
      next_(button(_("Found one"), {"pill", "suggested-action"}, [this] { found(); })),
      widget_(column(12, {number_, words_, hint_, dots_, next_})) {
  gtk_widget_set_halign(dots_, GTK_ALIGN_CENTER);
  gtk_widget_set_halign(next_, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class(dots_, "hf-dots");
  start();
}

void GroundView::start() {
  step_ = 0;
  found_ = 0;
  show();
}

void GroundView::show() {
  const bool is_over = step_ >= senses_.size();
  gtk_widget_set_visible(next_, is_over ? FALSE : TRUE);
  clear(dots_);
  if (is_over) {
    set_text_or_hide(number_, "");
    set_text(words_, _("You are here"));
    set_text(hint_, _("The room is real, and so are you. This moment can be lived through."));
    return;
  }
  const Sense& sense = senses_[step_];
  set_text_or_hide(number_, std::to_string(sense.count));
  set_text(words_, sense.words);
  set_text(hint_, sense.hint);
  for (int i = 0; i < sense.count; ++i) {
    GtkWidget* dot = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
    with_classes(dot, {"hf-dot"});
    gtk_widget_set_valign(dot, GTK_ALIGN_CENTER);
    if (i < found_) gtk_widget_add_css_class(dot, "found");
    add(dots_, dot);
  }
  set_description(
      next_, fill(_("{1} of {2} found"), {std::to_string(found_), std::to_string(sense.count)}));
}

void GroundView::found() {
  if (++found_ >= senses_[step_].count) {
    ++step_;
    found_ = 0;
  }
  show();
  if (step_ >= senses_.size() && on_end_) on_end_();
}

}  // namespace holdfast::window
