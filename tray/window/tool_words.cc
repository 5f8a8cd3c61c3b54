#include "tray/window/tool_words.h"

#include "tray/i18n.h"

namespace holdfast::window {
namespace {

GtkWidget* link_button(const std::string& words, Classes classes, const std::string& link,
                       Shell& shell) {
  return button(words, classes,
                [&shell, link] { gtk_show_uri(shell.window(), link.c_str(), GDK_CURRENT_TIME); });
}

// A name and a number, to be dialled here where that is possible, and to be copied everywhere.
GtkWidget* call_card(const std::string& name, const std::string& number, GtkWidget* more,
                     Shell& shell) {
  GtkWidget* inner = column(10, {centred(name, {"hf-title"})});
  GtkWidget* buttons = column(10);
  gtk_widget_set_halign(buttons, GTK_ALIGN_CENTER);
  if (!number.empty()) {
    GtkWidget* digits = centred(number, {"hf-lead", "numeric"});
    gtk_label_set_selectable(GTK_LABEL(digits), TRUE);
    add(inner, digits);
    add(buttons, link_button(fill(_("Call {1}"), {name}), {"pill", "suggested-action"},
                             "tel:" + number, shell));
    add(buttons, button(_("Copy the number"), {"pill"}, [&shell, number] {
          gdk_clipboard_set_text(gtk_widget_get_clipboard(GTK_WIDGET(shell.window())),
                                 number.c_str());
          shell.say(_("Copied"));
        }));
  }
  if (more != nullptr) add(buttons, more);
  add(inner, buttons);
  return card(inner);
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
  for (const Friend& one : friends) add(list, call_card(one.name, one.number, nullptr, shell));
  return list;
}

GtkWidget* crisis_words(const std::vector<applet::CrisisLine>& lines, Shell& shell) {
  GtkWidget* list = column(12, {centred(_("You need not be in danger to call. They are there to "
                                          "listen, at any hour. Nothing of this is recorded."),
                                        {"hf-lead"})});
  for (const applet::CrisisLine& one : lines) {
    GtkWidget* page = nullptr;
    if (!one.page.empty()) page = link_button(_("Open their page"), {"flat"}, one.page, shell);
    add(list, call_card(one.name, one.number, page, shell));
  }
  return list;
}

}  // namespace holdfast::window
