#include "tray/window/rules_page.h"

#include "tray/i18n.h"
#include "tray/window/loosening.h"

namespace holdfast::window {
RulesPage::RulesPage(Shell& shell)
    : shell_(shell),
      adder_(shell),
      lock_(text("", {"hf-tender"})),
      pending_(column(10)),
      rules_(column(10)) {
  widget_ = page(column(
      16, {text(_("Out of reach"), {"hf-page-title"}), lock_, pending_, adder_.widget(), rules_}));
}

void RulesPage::show(const Snapshot& snapshot) {
  const bool is_same = snapshot.rules == shown_.rules && snapshot.pending == shown_.pending &&
                       snapshot.status == shown_.status;
  // Waits count down by the minute; else the focus stays where it is.
  if (is_same && snapshot.now - shown_.now < std::chrono::seconds(50)) return;
  shown_ = snapshot;
  const RulesView view = rules_view(snapshot);
  set_text_or_hide(lock_, view.lock);
  clear(pending_);
  for (const PendingRow& one : view.pending) add(pending_, pending_card(one));
  gtk_widget_set_visible(pending_, view.pending.empty() ? FALSE : TRUE);
  clear(rules_);
  for (const RuleRow& one : view.rules) add(rules_, rule_card(one));
}

GtkWidget* RulesPage::rule_card(const RuleRow& rule) {
  GtkWidget* title = text(rule.title, {"hf-heading"});
  GtkWidget* end = text(rule.end, {"hf-tag"});
  gtk_widget_set_halign(end, GTK_ALIGN_START);
  GtkWidget* words = column(2);
  if (!rule.reach.empty()) add(words, text(rule.reach, {"hf-quiet"}));
  add(words, text(rule.layers, {rule.is_held ? "hf-quiet" : "hf-worry"}));
  gtk_widget_set_hexpand(words, TRUE);
  GtkWidget* line = row(8, {words});
  if (rule.is_asked) {
    add(line, text(_("loosening asked for"), {"hf-small", "hf-quiet"}));
  } else {
    GtkWidget* loosen = button(_("Loosen"), {"flat", "hf-small"},
                               [this, key = rule.key] { ask_to_loosen(shell_, key); });
    set_name(loosen, fill(_("Ask for a loosening of {1}"), {rule.title}));
    gtk_widget_set_valign(loosen, GTK_ALIGN_END);
    add(line, loosen);
  }
  return card(column(8, {title, end, line}));
}

GtkWidget* RulesPage::pending_card(const PendingRow& pending) {
  GtkWidget* words = column(4, {text(_("Asked to be loosened"), {"hf-label"}),
                                text(pending.title, {"hf-heading"}), text(pending.when)});
  if (!pending.note.empty()) add(words, text(pending.note, {"hf-small", "hf-quiet"}));
  GtkWidget* buttons = row(8, {button(_("Keep it after all"), {"suggested-action"},
                                      [this, id = pending.id] { cancel(id); })});
  if (pending.can_confirm) {
    add(buttons, button(_("Confirm"), {}, [this, id = pending.id] { confirm(id); }));
  }
  return card(column(12, {words, buttons}), {"hf-soft"});
}

void RulesPage::confirm(std::int64_t id) {
  shell_.ask("Confirm", {{"id", id}}, [this](const Answer& answer) {
    shell_.say(answer.is_ok() ? _("Confirmed.") : answer.trouble);
    shell_.refresh();
  });
}

void RulesPage::cancel(std::int64_t id) {
  shell_.ask("Cancel", {{"id", id}}, [this](const Answer& answer) {
    shell_.say(answer.is_ok() ? _("It stays as it is. Good.") : answer.trouble);
    shell_.refresh();
  });
}

}  // namespace holdfast::window
