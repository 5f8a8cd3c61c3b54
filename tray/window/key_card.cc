#include "tray/window/key_card.h"

#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/qr_view.h"

namespace holdfast::window {

KeyCard::KeyCard(Shell& shell)
    : shell_(shell),
      state_(text("", {"hf-lead"})),
      make_(button(_("Make a key for my friend"), {"pill"}, [this] { ask_to_make(); })),
      outcome_(text("", {"hf-worry"})),
      code_(entry(_("The six digits from your friend"), "123\u00A0456")),
      unlocked_(text("", {"hf-tender"})),
      to_rules_(button(_("To the rules"), {"flat", "hf-link"},
                       [this] { shell_.open(PageName::kRules); })) {
  gtk_entry_set_input_purpose(GTK_ENTRY(code_), GTK_INPUT_PURPOSE_DIGITS);
  // The text is in a widget inside. Without it, two groups of digits would change places.
  auto* inner = GTK_WIDGET(gtk_editable_get_delegate(GTK_EDITABLE(code_)));
  gtk_widget_set_direction(inner, GTK_TEXT_DIR_LTR);
  on(code_, "activate", [this] { unlock(); });
  GtkWidget* use = button(_("Use the code"), {"pill"}, [this] { unlock(); });
  for (GtkWidget* one : {make_, to_rules_, use}) gtk_widget_set_halign(one, GTK_ALIGN_START);
  for (GtkWidget* one : {outcome_, unlocked_, to_rules_}) gtk_widget_set_visible(one, FALSE);
  unlock_room_ = column(
      10, {text(_("Your friend reads you six digits. With them one loosening is taken at once, "
                  "without the wait and also under a lock. After that, all is as before."),
                {"hf-body"}),
           field(_("The six digits from your friend"), code_), use, unlocked_, to_rules_});
  widget_ = card(column(
      14, {column(6, {text(_("A key for your friend"), {"hf-heading"}), state_}),
           text(_("For the day when a block is truly in the way: your friend holds the key, and "
                  "you decide together. You cannot open anything with it alone."),
                {"hf-quiet"}),
           make_, outcome_, unlock_room_}));
}

void KeyCard::show(const Snapshot& snapshot) {
  const bool was_open = !key_.pass.empty();
  key_ = key_view(snapshot);
  set_text(state_, key_.state);
  set_button_words(make_, key_.has_key ? _("Make a new key") : _("Make a key for my friend"));
  gtk_widget_set_visible(unlock_room_, key_.has_key ? TRUE : FALSE);
  if (was_open || !key_.pass.empty()) set_text_or_hide(unlocked_, key_.pass);
  gtk_widget_set_visible(to_rules_, key_.pass.empty() ? FALSE : TRUE);
}

void KeyCard::ask_to_make() {
  std::string words = _(
      "It is shown once, as a picture for an authenticator on your friend's phone. Do it when you "
      "sit together, and let them scan it: a key that you keep yourself holds nothing. So that no "
      "bad evening can make one, it counts only later.");
  if (key_.has_key) words += std::string("\n\n") + _("The key that there is ends with it.");
  ask_first(shell_.window(), _("Make a key now?"), words, _("Not now"), _("Make it"),
            [this] { make(); });
}

void KeyCard::make() {
  shell_.ask("MakePartnerKey", {}, [this](const Answer& answer) {
    std::string trouble = answer.trouble;
    const auto key = answer.is_ok() ? new_key(answer.parameters, now()) : std::nullopt;
    if (answer.is_ok() && !key) trouble = _("The answer cannot be read. No key is shown.");
    set_text_or_hide(outcome_, trouble);
    if (key) gtk_window_present(GTK_WINDOW(key_window(shell_.window(), *key)));
    shell_.refresh();
  });
}

void KeyCard::unlock() {
  const auto code = code_of(entry_text(code_));
  if (!code) {
    gtk_widget_grab_focus(code_);
    return set_text_or_hide(unlocked_, _("A code is six digits. Ask your friend for the one that "
                                         "their phone shows now."));
  }
  shell_.ask("Unlock", {{"code", *code}}, [this](const Answer& answer) {
    set_text_or_hide(unlocked_,
                     answer.is_ok() ? unlocked_words(answer.parameters, now()) : answer.trouble);
    gtk_widget_set_visible(to_rules_, answer.is_ok() ? TRUE : FALSE);
    set_entry_text(code_, "");
    shell_.refresh();
  });
}

GtkWidget* key_window(GtkWindow* parent, const NewKey& key) {
  GtkWidget* made = adw_window_new();
  gtk_window_set_title(GTK_WINDOW(made), _("A key for your friend"));
  gtk_window_set_transient_for(GTK_WINDOW(made), parent);
  gtk_window_set_modal(GTK_WINDOW(made), TRUE);
  gtk_window_set_destroy_with_parent(GTK_WINDOW(made), TRUE);
  gtk_window_set_default_size(GTK_WINDOW(made), 344, 690);

  GtkWidget* secret = centred(key.secret, {"monospace"});
  gtk_label_set_selectable(GTK_LABEL(secret), TRUE);
  gtk_widget_set_direction(secret, GTK_TEXT_DIR_LTR);
  set_description(secret, _("The key, for typing"));
  GtkWidget* picture = qr_view(key.uri, _("The key as a picture, for your friend's phone"));
  gtk_widget_add_css_class(picture, "hf-qr");
  GtkWidget* done = button(_("My friend has it"), {"pill", "suggested-action"},
                           [made] { gtk_window_close(GTK_WINDOW(made)); });
  gtk_widget_set_halign(done, GTK_ALIGN_CENTER);
  GtkWidget* body = column(
      14, {centred(_("Let your friend scan it"), {"hf-title"}), picture,
           centred(_("Or type this into the authenticator:"), {"hf-small", "hf-quiet"}), secret,
           centred(fill(_("{1} It is shown this once, and kept where you cannot read it."),
                        {key.counts}),
                   {"hf-body"}),
           done});
  gtk_widget_add_css_class(body, "hf-key");
  GtkWidget* scrolled = gtk_scrolled_window_new();
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand(scrolled, TRUE);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), body);
  GtkWidget* header = adw_header_bar_new();
  with_classes(header, {"flat"});
  adw_header_bar_set_title_widget(ADW_HEADER_BAR(header), gtk_box_new(GTK_ORIENTATION_VERTICAL, 0));
  adw_window_set_content(ADW_WINDOW(made), column(0, {header, scrolled}));
  gtk_window_set_default_widget(GTK_WINDOW(made), done);
  // Else the key that can be selected would be, as the first thing to be copied.
  gtk_window_set_focus(GTK_WINDOW(made), done);
  return made;
}

}  // namespace holdfast::window
