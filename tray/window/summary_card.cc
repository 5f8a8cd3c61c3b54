#include "tray/window/summary_card.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

constexpr int kBytesHeight = 240;

// As it came: what goes out is shown as it is, and copied so.
std::string raw_text(const boost::json::object& object, const char* key) {
  const boost::json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

SummaryCard::SummaryCard(Shell& shell)
    : shell_(shell),
      when_(text("", {"hf-lead"})),
      look_(button(_("See exactly what goes"), {"pill"},
                   [this] {
                     const bool is_open = gtk_widget_get_visible(preview_) != FALSE;
                     is_open ? close_preview() : open_preview();
                   })),
      send_(button(_("Send it now"), {"flat", "hf-link"}, [this] { ask_to_send(); })),
      outcome_(text("", {"hf-tender"})),
      preview_(make_preview()),
      told_(column(4)),
      slips_(text("", {"hf-body"})),
      coverage_title_(text(_("How much was watched"), {"hf-label"})),
      coverage_(text("", {"hf-body"})) {
  gtk_widget_set_halign(look_, GTK_ALIGN_START);
  gtk_widget_set_halign(send_, GTK_ALIGN_START);
  gtk_widget_set_visible(outcome_, FALSE);
  GtkWidget* head = column(4, {text(_("The next summary"), {"hf-heading"}), when_});
  widget_ =
      card(column(14, {head, column(6, {look_, preview_, send_}), outcome_,
                       column(6, {text(_("Told at once"), {"hf-label"}), told_}),
                       column(6, {text(_("Slips"), {"hf-label"}), slips_}),
                       column(6, {coverage_title_, coverage_}),
                       text(_("Counts only, ever: no name, no link, no time of day, no note."),
                            {"hf-small", "hf-quiet"})}));
}

GtkWidget* SummaryCard::make_preview() {
  subject_ = text("", {"hf-heading"});
  words_ = text("", {"hf-letter"});
  for (GtkWidget* one : {subject_, words_}) gtk_label_set_selectable(GTK_LABEL(one), TRUE);

  GtkWidget* view = gtk_text_view_new();
  bytes_ = gtk_text_view_get_buffer(GTK_TEXT_VIEW(view));
  gtk_text_view_set_editable(GTK_TEXT_VIEW(view), FALSE);
  gtk_text_view_set_cursor_visible(GTK_TEXT_VIEW(view), FALSE);
  gtk_text_view_set_monospace(GTK_TEXT_VIEW(view), TRUE);
  gtk_text_view_set_accepts_tab(GTK_TEXT_VIEW(view), FALSE);
  gtk_widget_add_css_class(view, "hf-bytes");
  // Mail is written from left to right, in whatever language its text is.
  gtk_widget_set_direction(view, GTK_TEXT_DIR_LTR);
  set_name(view, _("The exact bytes"));
  GtkWidget* scrolled = gtk_scrolled_window_new();
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), view);
  gtk_scrolled_window_set_min_content_height(GTK_SCROLLED_WINDOW(scrolled), kBytesHeight);
  gtk_widget_add_css_class(scrolled, "hf-bytes-frame");

  GtkWidget* copy = button(_("Copy the bytes"), {"flat", "hf-link", "hf-small"}, [this] {
    gdk_clipboard_set_text(gtk_widget_get_clipboard(widget_), message_.c_str());
    shell_.say(_("Copied"));
  });
  gtk_widget_set_halign(copy, GTK_ALIGN_START);
  bytes_room_ = column(6, {scrolled, copy});
  unfold_ = button("", {"flat", "hf-link", "hf-small"},
                   [this] { unfold_bytes(gtk_widget_get_visible(bytes_room_) == FALSE); });
  gtk_widget_set_halign(unfold_, GTK_ALIGN_START);
  unfold_bytes(false);
  GtkWidget* paper = column(
      12, {text(_("As it would go now"), {"hf-label"}), subject_, words_, unfold_, bytes_room_});
  gtk_widget_set_visible(paper, FALSE);
  return with_classes(paper, {"hf-paper", "hf-mail"});
}

void SummaryCard::show(const Snapshot& snapshot) {
  friend_ = friend_view(snapshot);
  set_text(when_, friend_.summary);
  gtk_widget_set_visible(send_, friend_.can_send() ? TRUE : FALSE);
  clear(told_);
  const bool is_told = !friend_.told_at_once.empty();
  add(told_, text(is_told ? fill(_("{1} gets a short letter when"), {friend_.name}) : _("Nothing."),
                  {"hf-body"}));
  for (const std::string& one : friend_.told_at_once) {
    GtkWidget* mark = text("•", {"hf-body", "hf-mark"});
    gtk_widget_set_valign(mark, GTK_ALIGN_START);
    add(told_, row(10, {mark, text(one, {"hf-body"})}));
  }
  set_text(slips_, friend_.slips);
  const std::string coverage = coverage_words(snapshot);
  set_text_or_hide(coverage_, coverage);
  gtk_widget_set_visible(coverage_title_, coverage.empty() ? FALSE : TRUE);
}

void SummaryCard::open_preview() {
  const auto show_answer = [this](const Answer& answer) {
    set_text_or_hide(outcome_, answer.trouble);
    if (answer.is_ok()) show_preview(answer.parameters);
  };
  if (!friend_.can_send()) return shell_.ask("PreviewSummary", {}, show_answer);
  // There may be no whole day to tell of yet; what would go at its time can be shown none the less.
  shell_.ask("PreviewSummary", {{"now", true}}, [this, show_answer](const Answer& answer) {
    if (answer.is_ok()) return show_answer(answer);
    shell_.ask("PreviewSummary", {}, show_answer);
  });
}

void SummaryCard::show_preview(const boost::json::object& preview) {
  set_text(subject_, cli::text_of(preview, "subject"));
  std::string words = cli::text_of(preview, "text");
  words.erase(words.find_last_not_of('\n') + 1);
  set_text(words_, words);
  message_ = raw_text(preview, "message");
  g_autofree char* valid = g_utf8_make_valid(message_.data(), static_cast<gssize>(message_.size()));
  gtk_text_buffer_set_text(bytes_, valid, -1);
  gtk_widget_set_visible(preview_, TRUE);
  set_button_words(look_, _("Fold it away"));
}

void SummaryCard::unfold_bytes(bool is_open) {
  gtk_widget_set_visible(bytes_room_, is_open ? TRUE : FALSE);
  set_button_words(unfold_, is_open ? _("Fold the bytes away") : _("Show the exact bytes"));
  gtk_accessible_update_state(GTK_ACCESSIBLE(unfold_), GTK_ACCESSIBLE_STATE_EXPANDED,
                              is_open ? TRUE : FALSE, -1);
}

void SummaryCard::close_preview() {
  gtk_widget_set_visible(preview_, FALSE);
  set_button_words(look_, _("See exactly what goes"));
}

// What is sent is what was shown just before.
void SummaryCard::ask_to_send() {
  shell_.ask("PreviewSummary", {{"now", true}}, [this](const Answer& answer) {
    set_text_or_hide(outcome_, answer.trouble);
    if (!answer.is_ok()) return;
    show_preview(answer.parameters);
    ask_first(shell_.window(), _("Send it now?"),
              fill(_("It goes to {1} as the preview shows it. A letter cannot be taken back."),
                   {friend_.mail}),
              _("Leave it"), _("Send it"), [this] { send(); });
  });
}

void SummaryCard::send() {
  shell_.ask("SendSummary", {}, [this](const Answer& answer) {
    set_text_or_hide(outcome_, answer.is_ok()
                                   ? letter_words(cli::object_of(answer.parameters, "letter"))
                                   : answer.trouble);
    shell_.refresh();
  });
}

}  // namespace holdfast::window
