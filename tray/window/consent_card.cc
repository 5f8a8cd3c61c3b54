#include "tray/window/consent_card.h"

#include <utility>

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/loosening.h"

namespace holdfast::window {

ConsentCard::ConsentCard(Shell& shell, std::function<void()> to_account)
    : shell_(shell),
      name_(text("", {"hf-title"})),
      mail_(text("", {"hf-quiet"})),
      tag_(text("", {"hf-tag"})),
      words_(text("", {"hf-lead"})),
      next_(text("", {"hf-body"})),
      invite_(button("", {"pill", "suggested-action"}, [this] { invite(); })),
      to_account_(button(_("To the mail account"), {"pill"}, std::move(to_account))),
      word_room_(make_word()),
      outcome_(text("", {"hf-tender"})) {
  for (GtkWidget* one : {tag_, invite_, to_account_}) gtk_widget_set_halign(one, GTK_ALIGN_START);
  gtk_widget_set_visible(outcome_, FALSE);
  widget_ = card(column(14, {column(6, {name_, mail_, tag_}), words_, next_, word_room_,
                             to_account_, invite_, outcome_, make_more()}));
}

GtkWidget* ConsentCard::make_word() {
  word_ = entry(_("The word your friend told you"), "");
  on(word_, "activate", [this] { enter_word(); });
  GtkWidget* enter =
      button(_("They said yes"), {"pill", "suggested-action"}, [this] { enter_word(); });
  gtk_widget_set_halign(enter, GTK_ALIGN_START);
  return column(12, {field(_("The word your friend told you"), word_), enter});
}

GtkWidget* ConsentCard::make_more() {
  stop_ = button(_("They want no more letters"), {"flat", "hf-link", "hf-small"},
                 [this] { ask_to_stop(); });
  let_go_ = button(_("Name nobody any more"), {"flat", "hf-link", "hf-small"},
                   [this] { ask_to_loosen(shell_, "partner"); });
  GtkWidget* more = column(0, {stop_, let_go_});
  for (GtkWidget* one : {stop_, let_go_}) gtk_widget_set_halign(one, GTK_ALIGN_START);
  return more;
}

void ConsentCard::show(const Snapshot& snapshot) {
  friend_ = friend_view(snapshot);
  set_text(name_, friend_.name);
  set_text_or_hide(mail_, friend_.mail == friend_.name ? "" : friend_.mail);
  set_text(tag_, friend_.tag);
  set_text(words_, friend_.consent_words);
  set_text_or_hide(next_, friend_.next_step);
  gtk_widget_set_visible(invite_, friend_.invite.empty() ? FALSE : TRUE);
  if (!friend_.invite.empty()) set_button_words(invite_, friend_.invite);
  // While a word is waited for, a second letter is not the first thing to do.
  const bool is_first = friend_.consent == Consent::kNone;
  is_first ? gtk_widget_add_css_class(invite_, "suggested-action")
           : gtk_widget_remove_css_class(invite_, "suggested-action");
  gtk_widget_set_visible(to_account_, friend_.needs_account && is_first ? TRUE : FALSE);
  gtk_widget_set_visible(word_room_, friend_.takes_word() ? TRUE : FALSE);
  gtk_widget_set_visible(stop_, friend_.can_stop() ? TRUE : FALSE);
}

void ConsentCard::say(const std::string& words) { set_text_or_hide(outcome_, words); }

void ConsentCard::invite() {
  shell_.ask("InvitePartner", {}, [this](const Answer& answer) {
    say(answer.is_ok() ? letter_words(cli::object_of(answer.parameters, "letter"))
                       : answer.trouble);
    shell_.refresh();
  });
}

void ConsentCard::enter_word() {
  const std::string word = entry_text(word_);
  if (word.empty()) {
    gtk_widget_grab_focus(word_);
    return say(_("Write the word first. Your friend has it in the invitation."));
  }
  shell_.ask("PartnerAgreed", {{"word", word}}, [this](const Answer& answer) {
    say(answer.is_ok() ? fill(_("{1} is with you now. That is worth a lot."), {friend_.name})
                       : answer.trouble);
    if (answer.is_ok()) set_entry_text(word_, "");
    shell_.refresh();
  });
}

void ConsentCard::ask_to_stop() {
  ask_first(shell_.window(), fill(_("{1} wants no more letters?"), {friend_.name}),
            _("None goes any more, from this moment on."), _("Leave it"), _("Stop the letters"),
            [this] {
              shell_.ask("PartnerStopped", {}, [this](const Answer& answer) {
                say(answer.trouble);
                shell_.refresh();
              });
            });
}

}  // namespace holdfast::window
