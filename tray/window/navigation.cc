#include "tray/window/navigation.h"

#include <utility>

#include "tray/i18n.h"

namespace holdfast::window {

const std::vector<PageInfo>& pages() {
  static const std::vector<PageInfo> kPages = {
      {PageName::kNow, "now", N_("Now"), "hf-wave-symbolic"},
      {PageName::kDays, "days", N_("Days"), "hf-days-symbolic"},
      {PageName::kPromises, "promises", N_("Promises"), "hf-promise-symbolic"},
      {PageName::kNote, "note", N_("Note"), "hf-note-symbolic"},
      {PageName::kReachOut, "reach-out", N_("Reach out"), "hf-reach-symbolic"},
      {PageName::kRules, "rules", N_("Rules"), "hf-rules-symbolic"},
      {PageName::kFriend, "friend", N_("Friend"), "hf-friend-symbolic"},
  };
  return kPages;
}

std::optional<PageName> page_from(std::string_view word) {
  for (const PageInfo& one : pages()) {
    if (word == one.word) return one.page;
  }
  return std::nullopt;
}

const char* page_word(PageName page) {
  for (const PageInfo& one : pages()) {
    if (page == one.page) return one.word;
  }
  return "";
}

Navigation::Navigation(std::function<void(PageName)> on_choice)
    : on_choice_(std::move(on_choice)), side_(column(4)), bottom_(row(0)) {
  fill(side_, false);
  fill(bottom_, true);
  with_classes(side_, {"hf-side"});
  with_classes(bottom_, {"hf-bottom"});
  for (GtkWidget* one : {side_, bottom_}) set_name(one, _("Pages"));
}

void Navigation::fill(GtkWidget* box, bool is_bottom) {
  GtkWidget* group = nullptr;
  for (const PageInfo& one : pages()) {
    GtkWidget* words = gtk_label_new(_(one.name));
    // A phone has no room for seven long words, and a window is never wider for them.
    if (is_bottom) gtk_label_set_ellipsize(GTK_LABEL(words), PANGO_ELLIPSIZE_END);
    GtkWidget* content =
        is_bottom ? column(3, {icon(one.icon, 20), words}) : row(12, {icon(one.icon, 18), words});
    GtkWidget* made = gtk_toggle_button_new();
    gtk_button_set_child(GTK_BUTTON(made), content);
    with_classes(made, {"flat", "hf-nav"});
    gtk_widget_set_hexpand(made, TRUE);
    set_name(made, _(one.name));
    if (group == nullptr) {
      group = made;
    } else {
      gtk_toggle_button_set_group(GTK_TOGGLE_BUTTON(made), GTK_TOGGLE_BUTTON(group));
    }
    on(made, "toggled", [this, made, page = one.page] {
      const bool is_chosen = gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(made)) != FALSE;
      if (is_chosen && !is_telling_) on_choice_(page);
    });
    buttons_.emplace_back(one.page, made);
    add(box, made);
  }
}

void Navigation::show(PageName page) {
  is_telling_ = true;
  for (const auto& [name, button] : buttons_) {
    if (name == page) gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(button), TRUE);
  }
  is_telling_ = false;
}

}  // namespace holdfast::window
