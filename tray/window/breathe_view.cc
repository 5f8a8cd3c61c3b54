#include "tray/window/breathe_view.h"

#include <array>
#include <string>
#include <utility>

#include "tray/i18n.h"
#include "tray/window/breath_model.h"

namespace holdfast::window {
namespace {

constexpr std::array kMinutes = {1, 3, 10};

}  // namespace

BreatheView::BreatheView(std::function<void()> on_end)
    : on_end_(std::move(on_end)),
      left_(centred("", {"hf-quiet", "numeric"})),
      choices_(row(0)),
      widget_(column(20)) {
  GtkWidget* group = nullptr;
  for (const int minutes : kMinutes) {
    const std::string words =
        fill(ngettext("{1} minute", "{1} minutes", static_cast<unsigned long>(minutes)),
             {std::to_string(minutes)});
    GtkWidget* choice = gtk_toggle_button_new_with_label(words.c_str());
    set_name(choice, words);
    if (group == nullptr) {
      group = choice;
    } else {
      gtk_toggle_button_set_group(GTK_TOGGLE_BUTTON(choice), GTK_TOGGLE_BUTTON(group));
    }
    on(choice, "toggled", [this, choice, minutes] {
      if (gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(choice))) start(minutes);
    });
    add(choices_, choice);
  }
  with_classes(choices_, {"linked", "hf-choices"});
  gtk_widget_set_halign(choices_, GTK_ALIGN_CENTER);
  add(widget_, centred(_("An urge is a wave. It rises, it crests, it sinks. You need not do "
                         "anything but breathe."),
                       {"hf-lead"}));
  add(widget_, circle_.widget());
  add(widget_, left_);
  add(widget_, choices_);
}

void BreatheView::start(int minutes) {
  seconds_ = minutes * 60;
  for (std::size_t i = 0; i < kMinutes.size(); ++i) {
    if (kMinutes.at(i) != minutes) continue;
    GtkWidget* choice = gtk_widget_get_first_child(choices_);
    for (std::size_t skip = 0; skip < i; ++skip) choice = gtk_widget_get_next_sibling(choice);
    if (!gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(choice))) {
      // Comes back here by its signal.
      gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(choice), TRUE);
      return;
    }
  }
  circle_.start();
  tick();
  timer_.start(250, [this] { return tick(); });
}

void BreatheView::stop() {
  timer_.stop();
  circle_.stop();
}

bool BreatheView::tick() {
  const int left = seconds_ - static_cast<int>(circle_.elapsed());
  if (left <= 0) {
    circle_.stop();
    set_text(left_, _("You stayed. That is the whole skill."));
    if (on_end_) on_end_();
    return false;
  }
  set_text(left_, fill(_("{1} left"), {clock_text(left)}));
  circle_.tell();
  return true;
}

}  // namespace holdfast::window
