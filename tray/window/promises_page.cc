#include "tray/window/promises_page.h"

#include "tray/i18n.h"

namespace holdfast::window {

PromisesPage::PromisesPage(Shell& shell)
    : shell_(shell),
      headline_(text("", {"hf-lead"})),
      list_(column(10)),
      ideas_(gtk_flow_box_new()),
      entry_(entry(_("A new promise"), _("A small thing, for today"))) {
  gtk_flow_box_set_selection_mode(GTK_FLOW_BOX(ideas_), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing(GTK_FLOW_BOX(ideas_), 6);
  gtk_flow_box_set_row_spacing(GTK_FLOW_BOX(ideas_), 6);
  set_name(ideas_, _("Ideas"));
  gtk_widget_set_hexpand(entry_, TRUE);
  on(entry_, "activate", [this] { make(entry_text(entry_)); });
  GtkWidget* promise =
      button(_("Promise"), {"suggested-action"}, [this] { make(entry_text(entry_)); });
  widget_ = page(column(
      16, {text(_("Small promises"), {"hf-page-title"}),
           text(_("A promise kept, however small, is trust in yourself coming back. One that was "
                  "missed is simply offered again."),
                {"hf-quiet"}),
           headline_, list_, row(8, {entry_, promise}), ideas_}));
}

void PromisesPage::show(const Snapshot& snapshot) {
  // Not made anew without need: the focus may be on a row.
  if (is_shown_ && snapshot.support == shown_) return;
  is_shown_ = true;
  shown_ = snapshot.support;
  const PromisesView view = promises_view(snapshot);
  set_text(headline_, view.headline);
  clear(list_);
  for (const PromiseRow& one : view.rows) add(list_, promise_row(one));
  while (GtkWidget* child = gtk_widget_get_first_child(ideas_)) {
    gtk_flow_box_remove(GTK_FLOW_BOX(ideas_), child);
  }
  for (const std::string& idea : promise_ideas(view)) {
    GtkWidget* child = gtk_flow_box_child_new();
    gtk_widget_set_focusable(child, FALSE);
    gtk_flow_box_child_set_child(GTK_FLOW_BOX_CHILD(child),
                                 button(idea, {"hf-chip"}, [this, idea] { make(idea); }));
    gtk_flow_box_append(GTK_FLOW_BOX(ideas_), child);
  }
}

GtkWidget* PromisesPage::promise_row(const PromiseRow& promise) {
  GtkWidget* words = column(2, {text(promise.text, {"hf-lead"})});
  if (!promise.history.empty()) add(words, text(promise.history, {"hf-small", "hf-quiet"}));
  gtk_widget_set_hexpand(words, TRUE);
  gtk_widget_set_valign(words, GTK_ALIGN_CENTER);
  GtkWidget* check = gtk_button_new();
  gtk_button_set_child(GTK_BUTTON(check), icon("hf-check-symbolic", 20));
  with_classes(check, {"circular", "hf-check"});
  gtk_widget_set_valign(check, GTK_ALIGN_CENTER);
  set_name(check, fill(promise.is_kept_today ? _("Kept today: {1}") : _("Keep today: {1}"),
                       {promise.text}));
  if (promise.is_kept_today) {
    gtk_widget_add_css_class(check, "kept");
  }
  on(check, "clicked", [this, key = promise.key, is_kept = promise.is_kept_today] {
    if (!is_kept) keep(key);
  });
  GtkWidget* away = icon_button("hf-close-symbolic", fill(_("Let go of: {1}"), {promise.text}),
                                [this, key = promise.key] { let_go(key); });
  gtk_widget_set_valign(away, GTK_ALIGN_CENTER);
  return card(row(14, {check, words, away}));
}

void PromisesPage::keep(const std::string& key) {
  shell_.ask("KeepPromise", {{"key", key}}, [this](const Answer& answer) {
    shell_.say(answer.is_ok() ? _("Kept. That one is yours.") : answer.trouble);
    shell_.refresh();
  });
}

void PromisesPage::let_go(const std::string& key) {
  shell_.ask("Unblock", {{"target", key}}, [this](const Answer& answer) {
    if (!answer.is_ok()) shell_.say(answer.trouble);
    shell_.refresh();
  });
}

void PromisesPage::make(const std::string& words) {
  const auto statement = promise_statement(words);
  if (!statement) {
    gtk_widget_grab_focus(entry_);
    return shell_.say(_("Write a few words, on one line."));
  }
  shell_.ask("Edit", {{"statements", {*statement}}}, [this](const Answer& answer) {
    if (answer.is_ok()) {
      set_entry_text(entry_, "");
    } else {
      shell_.say(answer.trouble);
    }
    shell_.refresh();
  });
}

}  // namespace holdfast::window
