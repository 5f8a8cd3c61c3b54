#include "tray/window/tool_words.h"

#include "tray/i18n.h"

namespace holdfast::window {
namespace {

GtkWidget* friend_card(const Friend& one, Shell& shell) {
  GtkWidget* name = centred(one.name, {"hf-title"});
  GtkWidget* number = centred(one.number, {"hf-lead", "numeric"});
  gtk_label_set_selectable(GTK_LABEL(number), TRUE);
  const std::string link = "tel:" + one.number;
  GtkWidget* call =
      button(fill(_("Call {1}"), {one.name}), {"pill", "suggested-action"},
             [&shell, link] { gtk_show_uri(shell.window(), link.c_str(), GDK_CURRENT_TIME); });
  GtkWidget* copy = button(_("Copy the number"), {"pill"}, [&shell, digits = one.number] {
    gdk_clipboard_set_text(gtk_widget_get_clipboard(GTK_WIDGET(shell.window())), digits.c_str());
    shell.say(_("Copied"));
  });
  GtkWidget* buttons = column(10, {call, copy});
  gtk_widget_set_halign(buttons, GTK_ALIGN_CENTER);
  return card(column(12, {name, number, buttons}));
}

}  // namespace

GtkWidget* suggestion_words(const std::vector<std::string>& suggestions) {
  GtkWidget* list = column(10);
  for (const std::string& one : suggestions) add(list, card(text(one, {"hf-lead"})));
  return list;
}

GtkWidget* plan_words(const std::vector<std::string>& plans) {
  GtkWidget* list =
      column(12, {centred(_("You wrote this on a calm day, for exactly now."), {"hf-quiet"})});
  for (const std::string& one : plans) add(list, card(text(one, {"hf-quote"})));
  return list;
}

GtkWidget* friend_words(const std::vector<Friend>& friends, Shell& shell) {
  GtkWidget* list = column(12, {centred(_("You need not explain. \"It is one of those evenings\" "
                                          "is enough."),
                                        {"hf-lead"})});
  for (const Friend& one : friends) add(list, friend_card(one, shell));
  return list;
}

}  // namespace holdfast::window
