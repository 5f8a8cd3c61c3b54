#include "tray/window/rule_adder.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {

RuleAdder::RuleAdder(Shell& shell)
    : shell_(shell),
      form_([this] { change(); }),
      link_(entry(_("A link, a site or a number"), "https://www.instagram.com/…")),
      more_(column(14)),
      look_(button(_("Look at it first"), {"suggested-action"}, [this] { look(); })),
      preview_(column(10)),
      arm_(button(_("Put it out of reach"), {"pill", "suggested-action"}, [this] { arm(); })) {
  gtk_widget_set_hexpand(link_, TRUE);
  gtk_entry_set_input_purpose(GTK_ENTRY(link_), GTK_INPUT_PURPOSE_URL);
  on(link_, "changed", [this] { change(); });
  on(link_, "activate", [this] { look(); });
  gtk_widget_set_halign(arm_, GTK_ALIGN_CENTER);
  gtk_widget_set_halign(look_, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class(look_, "pill");
  gtk_widget_add_css_class(preview_, "hf-preview");
  add(more_, form_.widget());
  add(more_, look_);
  add(more_, preview_);
  add(more_, arm_);
  widget_ = card(column(14, {text(_("Put something out of reach"), {"hf-heading"}), link_, more_}));
  change();
}

void RuleAdder::change() {
  ++round_;
  looked_at_.clear();
  const bool is_empty = entry_text(link_).empty();
  gtk_widget_set_visible(more_, is_empty ? FALSE : TRUE);
  gtk_widget_set_visible(look_, TRUE);
  gtk_widget_set_visible(preview_, FALSE);
  gtk_widget_set_visible(arm_, FALSE);
}

void RuleAdder::show_words(const std::string& words) {
  clear(preview_);
  add(preview_, text(words));
  gtk_widget_set_visible(preview_, TRUE);
}

void RuleAdder::look() {
  if (const std::string missing = form_.missing(); !missing.empty()) return show_words(missing);
  const auto statement =
      block_statement(entry_text(link_), form_.scope(), form_.end(), form_.date());
  if (!statement)
    return show_words(_("Paste a link first: open the profile and copy its address."));
  const unsigned round = ++round_;
  shell_.ask("Edit", {{"statements", {*statement}}, {"dry_run", true}},
             [this, round, statement](const Answer& answer) {
               if (round != round_) return;
               if (!answer.is_ok()) return show_words(answer.trouble);
               const auto& result = cli::object_of(answer.parameters, "result");
               clear(preview_);
               const Preview shown = preview(result, now());
               add(preview_, preview_words(shown));
               gtk_widget_set_visible(preview_, TRUE);
               gtk_widget_set_visible(look_, FALSE);
               gtk_widget_set_visible(arm_, shown.is_news ? TRUE : FALSE);
               looked_at_ = *statement;
               if (shown.is_news) gtk_widget_grab_focus(arm_);
             });
}

void RuleAdder::arm() {
  if (looked_at_.empty()) return;
  gtk_widget_set_sensitive(arm_, FALSE);
  shell_.ask("Edit", {{"statements", {looked_at_}}}, [this](const Answer& answer) {
    gtk_widget_set_sensitive(arm_, TRUE);
    if (!answer.is_ok()) return show_words(answer.trouble);
    const auto& result = cli::object_of(answer.parameters, "result");
    set_entry_text(link_, "");
    shell_.say(outcome_words(result, now()));
    shell_.refresh();
  });
}

}  // namespace holdfast::window
