#include "tray/window/coach_setup.h"

#include <utility>

#include "tray/i18n.h"

namespace holdfast::window {

CoachSetup::CoachSetup(Shell& shell, const std::string& folder, std::function<void()> on_change)
    : shell_(shell), settings_(folder), on_change_(std::move(on_change)) {}

void CoachSetup::open() {
  const auto there = settings_.load();
  const std::string trouble = settings_.trouble();
  GtkWidget* made = adw_message_dialog_new(shell_.window(), _("A coach on this computer"), nullptr);
  AdwMessageDialog* dialog = ADW_MESSAGE_DIALOG(made);
  if (!there) {  // who has one knows what it is
    adw_message_dialog_set_body(
        dialog,
        _("A language model that runs here, with llama.cpp or Ollama, can answer when you want to "
          "talk something through. It is a program and no person, and off unless you name "
          "one."));
  }
  adw_message_dialog_add_response(dialog, "no", _("Leave it"));
  if (there || !trouble.empty()) adw_message_dialog_add_response(dialog, "off", _("Switch it off"));
  adw_message_dialog_add_response(dialog, "yes", _("Use it"));
  form_ = std::make_unique<CoachForm>([this, dialog] {
    adw_message_dialog_set_response_enabled(dialog, "yes", form_->is_usable() ? TRUE : FALSE);
  });
  form_->show(there.value_or(Coach{}));
  adw_message_dialog_set_response_enabled(dialog, "yes", form_->is_usable() ? TRUE : FALSE);
  form_->say(trouble);
  adw_message_dialog_set_extra_child(dialog, form_->widget());
  adw_message_dialog_set_default_response(dialog, "no");
  adw_message_dialog_set_close_response(dialog, "no");
  on(made, "response::yes", [this] { keep(); });
  on(made, "response::off", [this] { switch_off(); });
  gtk_window_present(GTK_WINDOW(made));
}

void CoachSetup::keep() {
  const bool is_kept = settings_.save(form_->coach());
  shell_.say(is_kept ? _("Kept. Talk it through is on the first page.") : settings_.trouble());
  if (is_kept && on_change_) on_change_();
}

void CoachSetup::switch_off() {
  const bool is_off = settings_.switch_off();
  shell_.say(is_off ? _("The coach is off.") : settings_.trouble());
  if (is_off && on_change_) on_change_();
}

}  // namespace holdfast::window
