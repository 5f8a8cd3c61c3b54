#include "tray/window/rule_form.h"

#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {

RuleForm::RuleForm(std::function<void()> on_change)
    : scope_(_("How much"),
             {_("The whole service, in every program"), _("Only this profile, in browsers")},
             on_change, GTK_ORIENTATION_VERTICAL),
      end_(_("How long"), {_("No end"), _("30 days"), _("90 days"), _("A date")},
           [this, on_change] {
             gtk_widget_set_visible(date_, end() == RuleEnd::kDate);
             on_change();
           }),
      date_(entry(_("The date it ends"), "2027-03-01")) {
  on(date_, "changed", on_change);
  gtk_widget_set_visible(date_, FALSE);
  scope_.choose(0);
  end_.choose(0);
  widget_ = column(10, {text(_("How much"), {"hf-label"}), scope_.widget(),
                        text(_("How long"), {"hf-label"}), end_.widget(), date_});
}

RuleScope RuleForm::scope() const {
  return scope_.chosen() == 1 ? RuleScope::kProfile : RuleScope::kSite;
}

RuleEnd RuleForm::end() const { return static_cast<RuleEnd>(end_.chosen()); }

std::string RuleForm::date() const { return entry_text(date_); }

std::string RuleForm::missing() const {
  if (end() != RuleEnd::kDate || parse_date(date())) return {};
  return _("Write the date as year, month, day: 2027-03-01.");
}

GtkWidget* preview_words(const Preview& preview) {
  GtkWidget* list = column(10, {text(preview.headline, {"hf-heading"})});
  for (const PreviewPart& part : preview.parts) {
    add(list, column(2, {text(part.title, {"hf-label"}), text(part.names, {"hf-names"})}));
  }
  for (const std::string& note : preview.notes) add(list, text(note, {"hf-small", "hf-quiet"}));
  return list;
}

}  // namespace holdfast::window
