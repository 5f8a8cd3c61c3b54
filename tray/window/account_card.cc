#include "tray/window/account_card.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/friend_model.h"

namespace holdfast::window {

AccountCard::AccountCard(Shell& shell)
    : shell_(shell),
      way_(
          _("How letters go out"), {_("By a mail account"), _("By sendmail, on this computer")},
          [this] { choose_way(); }, GTK_ORIENTATION_VERTICAL),
      words_(text("", {"hf-body"})),
      problem_(text("", {"hf-worry"})),
      verdict_(text("", {"hf-quiet"})),
      test_(button(_("Send me a test"), {"pill"}, [this] { send_test(); })),
      change_(button(_("Change it"), {"flat", "hf-link"},
                     [this] { toggle_form(gtk_widget_get_visible(form_) == FALSE); })),
      outcome_(text("", {"hf-tender"})),
      form_(make_form()) {
  gtk_widget_set_visible(outcome_, FALSE);
  for (GtkWidget* one : {test_, change_}) gtk_widget_set_halign(one, GTK_ALIGN_START);
  widget_ = card(column(12, {text(_("Mail account"), {"hf-heading"}), words_, problem_, verdict_,
                             outcome_, column(4, {test_, change_}), form_}));
}

GtkWidget* AccountCard::make_form() {
  sender_ = entry(_("Your mail address"), "me@example.org");
  gtk_entry_set_input_purpose(GTK_ENTRY(sender_), GTK_INPUT_PURPOSE_EMAIL);
  name_ = entry(_("Your name, as your friend knows it"), "");
  server_ = entry(_("Server"), "smtps://mail.example.org");
  gtk_entry_set_input_purpose(GTK_ENTRY(server_), GTK_INPUT_PURPOSE_URL);
  user_ = entry(_("User"), "");
  password_ = gtk_password_entry_new();
  gtk_password_entry_set_show_peek_icon(GTK_PASSWORD_ENTRY(password_), TRUE);
  set_name(password_, _("Password"));
  password_note_ = text("", {"hf-small", "hf-quiet"});
  sendmail_ = entry(_("The program"), "/usr/sbin/sendmail");
  server_room_ = column(10, {field(_("Server"), server_), field(_("User"), user_),
                             field(_("Password"), password_), password_note_});
  sendmail_room_ = field(_("The program"), sendmail_);
  trouble_ = text("", {"hf-worry"});
  gtk_widget_set_visible(trouble_, FALSE);
  for (GtkWidget* one : {sender_, name_, server_, user_, password_, sendmail_}) {
    on(one, "activate", [this] { save(); });
  }
  GtkWidget* keep = button(_("Keep it so"), {"pill", "suggested-action"}, [this] { save(); });
  gtk_widget_set_halign(keep, GTK_ALIGN_START);
  way_.choose(0);
  return column(10, {way_.widget(), field(_("Your mail address"), sender_),
                     field(_("Your name, as your friend knows it"), name_), server_room_,
                     sendmail_room_, trouble_, keep});
}

void AccountCard::show(const Snapshot& snapshot) {
  const bool is_new =
      !is_shown_ || shown_.partner.empty() ||
      account_parameters(account_draft(snapshot)) != account_parameters(account_draft(shown_)) ||
      has_account(snapshot) != has_account(shown_);
  shown_ = snapshot;
  is_shown_ = true;
  const bool is_there = has_account(snapshot);
  set_text(words_, account_words(snapshot));
  set_text_or_hide(problem_, account_problem(snapshot));
  set_text_or_hide(verdict_, last_letter_words(snapshot));
  gtk_widget_set_visible(test_, is_there ? TRUE : FALSE);
  gtk_widget_set_visible(change_, is_there ? TRUE : FALSE);
  set_text(password_note_, is_there ? _("Leave it empty to keep the one there is. Only root can "
                                        "read where it is kept.")
                                    : _("Kept where only root can read it, and never shown again. "
                                        "Many providers want a password for apps here."));
  if (!is_there) toggle_form(true);
  // What is being typed is not taken from under the fingers.
  if (!is_new) return;
  fill_form(account_draft(snapshot));
  toggle_form(!is_there);
}

void AccountCard::fill_form(const AccountDraft& draft) {
  way_.choose(draft.way == MailWay::kSendmail ? 1 : 0);
  set_entry_text(sender_, draft.sender);
  set_entry_text(name_, draft.name);
  set_entry_text(server_, draft.server);
  set_entry_text(user_, draft.user);
  set_entry_text(password_, "");
  set_entry_text(sendmail_, draft.sendmail);
  set_text_or_hide(trouble_, "");
  choose_way();
}

void AccountCard::choose_way() {
  const bool is_server = way_.chosen() == 0;
  gtk_widget_set_visible(server_room_, is_server ? TRUE : FALSE);
  gtk_widget_set_visible(sendmail_room_, is_server ? FALSE : TRUE);
}

void AccountCard::toggle_form(bool is_open) {
  gtk_widget_set_visible(form_, is_open ? TRUE : FALSE);
  set_button_words(change_, is_open ? _("Leave it as it is") : _("Change it"));
}

void AccountCard::open_form() {
  toggle_form(true);
  gtk_widget_grab_focus(sender_);
}

AccountDraft AccountCard::draft() const {
  return {way_.chosen() == 0 ? MailWay::kServer : MailWay::kSendmail,
          entry_text(sender_),
          entry_text(name_),
          entry_text(server_),
          entry_text(user_),
          gtk_editable_get_text(GTK_EDITABLE(password_)),  // a blank at its end belongs to it
          entry_text(sendmail_)};
}

void AccountCard::save() {
  const std::string words = missing(draft());
  set_text_or_hide(trouble_, words);
  if (!words.empty()) return;
  shell_.ask("SetMailAccount", account_parameters(draft()), [this](const Answer& answer) {
    set_text_or_hide(trouble_, answer.trouble);
    if (!answer.is_ok()) return;
    set_entry_text(password_, "");
    set_text_or_hide(outcome_, _("Kept. A test to yourself shows whether it works."));
    toggle_form(false);
    shell_.refresh();
  });
}

void AccountCard::send_test() {
  shell_.ask("SendTestMail", {}, [this](const Answer& answer) {
    set_text_or_hide(outcome_, answer.is_ok()
                                   ? letter_words(cli::object_of(answer.parameters, "letter"))
                                   : answer.trouble);
    shell_.refresh();
  });
}

}  // namespace holdfast::window
