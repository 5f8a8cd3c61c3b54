#include "tray/window/partner_form.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/rules_model.h"

namespace holdfast::window {
namespace {

constexpr unsigned kDaysAWeek = 7;

// A week's days, in the order of the person's country.
GtkWidget* weekdays() {
  GtkStringList* names = gtk_string_list_new(nullptr);
  guint sunday = 0;
  for (unsigned i = 0; i < kDaysAWeek; ++i) {
    const unsigned day = (first_weekday() + i) % kDaysAWeek;
    gtk_string_list_append(names, full_weekday_name(day).c_str());
    if (day == 0) sunday = i;
  }
  GtkWidget* made = gtk_drop_down_new(G_LIST_MODEL(names), nullptr);
  gtk_drop_down_set_selected(GTK_DROP_DOWN(made), sunday);
  return made;
}

GtkWidget* line(const char* icon_name, const std::string& words) {
  GtkWidget* picture = icon(icon_name, 16);
  gtk_widget_set_valign(picture, GTK_ALIGN_START);
  gtk_widget_set_margin_top(picture, 4);
  gtk_widget_add_css_class(picture, "hf-mark");
  GtkWidget* label = text(words, {"hf-body"});
  gtk_widget_set_hexpand(label, TRUE);
  return row(12, {picture, label});
}

}  // namespace

PartnerForm::PartnerForm(Shell& shell) : shell_(shell) {
  widget_ = column(
      16,
      {text(_("Someone you trust can see how it is going: counts, not stories. It is up to you, "
              "and everything else works without it."),
            {"hf-lead"}),
       make_seen(), make_form()});
}

GtkWidget* PartnerForm::make_seen() {
  return card(
      column(10, {text(_("What your friend sees, once a week"), {"hf-label"}),
                  line("hf-check-symbolic", _("How many days, and urges ridden out a day")),
                  line("hf-check-symbolic",
                       _("Whether something was changed from outside, or a loosening asked for")),
                  line("hf-check-symbolic", _("How much of the time Holdfast was watching")),
                  text(_("What they never see"), {"hf-label"}),
                  line("hf-close-symbolic",
                       _("A name, a link, a time of day, a note, or how you feel"))}),
      {"hf-soft"});
}

GtkWidget* PartnerForm::make_form() {
  name_ = entry(_("Name of your friend"), _("A."));
  mail_ = entry(_("Their mail address"), "friend@example.org");
  gtk_entry_set_input_purpose(GTK_ENTRY(mail_), GTK_INPUT_PURPOSE_EMAIL);
  day_ = weekdays();
  set_name(day_, _("The day of the summary"));
  time_ = entry(_("The hour of the summary"), "18:00");
  set_entry_text(time_, "18:00");
  gtk_editable_set_max_width_chars(GTK_EDITABLE(time_), 7);
  gtk_widget_set_hexpand(day_, TRUE);
  trouble_ = text("", {"hf-worry"});
  gtk_widget_set_visible(trouble_, FALSE);
  for (GtkWidget* one : {name_, mail_, time_}) on(one, "activate", [this] { name_friend(); });
  GtkWidget* name_it =
      button(_("Name this friend"), {"pill", "suggested-action"}, [this] { name_friend(); });
  gtk_widget_set_halign(name_it, GTK_ALIGN_CENTER);
  GtkWidget* quiet =
      text(_("An invitation goes to them first, by a mail account of yours. They can say no, and "
             "nothing else goes before they said yes."),
           {"hf-small", "hf-quiet"});
  return card(column(
      12, {field(_("Name of your friend"), name_), field(_("Their mail address"), mail_),
           field(_("A summary every week, on"), row(8, {day_, time_})), trouble_, name_it, quiet}));
}

PartnerDraft PartnerForm::draft() const {
  const guint chosen = gtk_drop_down_get_selected(GTK_DROP_DOWN(day_));
  return {entry_text(name_), entry_text(mail_), (first_weekday() + chosen) % kDaysAWeek,
          entry_text(time_)};
}

void PartnerForm::name_friend() {
  const PartnerDraft said = draft();
  const std::string words = missing(said);
  set_text_or_hide(trouble_, words);
  if (!words.empty()) {
    const bool is_name = said.name.empty();
    gtk_widget_grab_focus(is_name ? name_ : is_mail_address(said.mail) ? time_ : mail_);
    return;
  }
  shell_.ask("Edit", {{"statements", {*partner_statement(said)}}}, [this](const Answer& answer) {
    set_text_or_hide(trouble_, answer.trouble);
    if (!answer.is_ok()) return;
    for (GtkWidget* one : {name_, mail_}) set_entry_text(one, "");
    shell_.say(outcome_words(cli::object_of(answer.parameters, "result"), now()));
    shell_.refresh();
  });
}

}  // namespace holdfast::window
