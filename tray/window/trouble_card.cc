#include "tray/window/trouble_card.h"

#include "tray/i18n.h"

namespace holdfast::window {

TroubleCard::TroubleCard(Shell& shell)
    : title_(text("", {"hf-heading"})),
      body_(text("", {"hf-body"})),
      command_(text("", {"monospace"})),
      copy_(button(_("Copy"), {"flat"},
                   [this, &shell] {
                     gdk_clipboard_set_text(gtk_widget_get_clipboard(widget_),
                                            gtk_label_get_text(GTK_LABEL(command_)));
                     shell.say(_("Copied"));
                   })),
      line_(row(8, {command_, copy_})),
      widget_(card(column(10, {title_, body_, line_}), {"hf-trouble"})) {
  gtk_label_set_selectable(GTK_LABEL(command_), TRUE);
  gtk_widget_set_hexpand(command_, TRUE);
  gtk_widget_add_css_class(line_, "hf-command");
}

void TroubleCard::show(Trouble trouble) {
  const TroubleView view = trouble_view(trouble);
  set_text(title_, view.title);
  set_text(body_, view.body);
  set_text(command_, view.command);
  gtk_widget_set_visible(line_, view.command.empty() ? FALSE : TRUE);
}

}  // namespace holdfast::window
