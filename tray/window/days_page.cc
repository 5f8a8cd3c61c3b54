#include "tray/window/days_page.h"

#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/days_model.h"

namespace holdfast::window {
namespace {

GtkWidget* figure(const Figure& one) {
  return column(0, {centred(one.value, {"hf-figure", "numeric"}),
                    centred(one.label, {"hf-small", "hf-quiet"})});
}

GtkWidget* helped_row(const Helped& one) {
  GtkWidget* name = text(one.name);
  gtk_widget_set_hexpand(name, TRUE);
  GtkWidget* bar = gtk_level_bar_new_for_interval(0, 1);
  gtk_level_bar_set_value(GTK_LEVEL_BAR(bar), one.share);
  gtk_widget_add_css_class(bar, "hf-bar");
  set_name(bar, one.name + ": " + one.times);
  return column(6, {row(8, {name, text(one.times, {"hf-quiet"})}), bar});
}

GtkWidget* titled(const std::string& title, std::initializer_list<GtkWidget*> children) {
  GtkWidget* inner = column(12, {text(title, {"hf-heading"})});
  for (GtkWidget* child : children) add(inner, child);
  return card(inner);
}

}  // namespace

DaysPage::DaysPage(Shell&)
    : figures_(row(0)),
      heat_words_(text("", {"hf-quiet"})),
      trend_words_(text("", {"hf-quiet"})),
      helped_(column(12)),
      sentences_(column(6)) {
  gtk_box_set_homogeneous(GTK_BOX(figures_), TRUE);
  trend_card_ = titled(_("Week by week"), {trend_.widget(), trend_words_});
  helped_card_ = titled(_("What helped"), {helped_});
  widget_ = page(
      column(16, {text(_("Your days"), {"hf-page-title"}), card(figures_), card(calendar_.widget()),
                  titled(_("When urges come"), {heat_map_.widget(), heat_words_}), trend_card_,
                  helped_card_, sentences_}));
}

void DaysPage::show(const Snapshot& snapshot) {
  const DaysView view = days_view(snapshot);
  clear(figures_);
  for (const Figure& one : view.figures) add(figures_, figure(one));
  calendar_.show(snapshot.insights, local_date(snapshot.now));
  heat_map_.set(view.heat);
  set_text(heat_words_, view.heat.summary);
  trend_.set(view.trend, view.trend_words);
  set_text_or_hide(trend_words_, view.trend_words);
  gtk_widget_set_visible(trend_card_, view.has_urges ? TRUE : FALSE);
  clear(helped_);
  for (const Helped& one : view.helped) add(helped_, helped_row(one));
  gtk_widget_set_visible(helped_card_, view.helped.empty() ? FALSE : TRUE);
  clear(sentences_);
  for (const std::string& one : view.sentences) add(sentences_, centred(one, {"hf-quiet"}));
}

}  // namespace holdfast::window
