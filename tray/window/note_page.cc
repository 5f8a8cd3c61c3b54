#include "tray/window/note_page.h"

#include <utility>

#include "tray/cli/time_words.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {
namespace {

// A pause between two words; what a crash can take is less than that.
constexpr unsigned kPauseMs = 300;

}  // namespace

NotePage::NotePage(Shell& shell, std::string folder, const std::string& settings)
    : shell_(shell),
      file_(std::move(folder)),
      coach_(shell, settings, nullptr),
      stack_(gtk_stack_new()) {
  gtk_stack_set_transition_type(GTK_STACK(stack_), GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_add_named(GTK_STACK(stack_), make_door(), "door");
  gtk_stack_add_named(GTK_STACK(stack_), make_sheet(), "sheet");
  show_child(stack_, "door");
  g_object_ref_sink(stack_);
  on_map_ = on(stack_, "map", [this] { look(); });
  on_unmap_ = on(stack_, "unmap", [this] { keep(); });
}

NotePage::~NotePage() {
  keep();
  // The page may go before its window does.
  g_signal_handler_disconnect(stack_, on_map_);
  g_signal_handler_disconnect(stack_, on_unmap_);
  g_object_unref(stack_);
  g_object_unref(buffer_);
}

GtkWidget* NotePage::make_door() {
  found_ = centred("", {"hf-quiet"});
  open_ = button(_("Write it here"), {"pill", "suggested-action", "hf-main"}, [this] { write(); });
  gtk_widget_set_halign(open_, GTK_ALIGN_CENTER);
  GtkWidget* picture = icon("hf-note-symbolic", 56);
  gtk_widget_add_css_class(picture, "hf-big-icon");
  gtk_widget_set_halign(picture, GTK_ALIGN_CENTER);
  GtkWidget* coach = button(_("A coach on this computer"), {"flat", "hf-link", "hf-small"},
                            [this] { coach_.open(); });
  gtk_widget_set_halign(coach, GTK_ALIGN_CENTER);
  GtkWidget* door = column(
      18, {picture, centred(_("Words that need not be sent"), {"hf-title"}),
           centred(_("Some evenings there is something to say. You can say it here. It stays on "
                     "this computer, in a file that only you can read, and it is never sent."),
                   {"hf-lead"}),
           open_, found_,
           centred(_("If writing keeps the story turning, leave it closed. That is fine too."),
                   {"hf-small", "hf-quiet"}),
           coach});
  gtk_widget_set_valign(door, GTK_ALIGN_CENTER);
  return page(door);
}

GtkWidget* NotePage::make_sheet() {
  buffer_ = gtk_text_buffer_new(nullptr);
  paper_ = gtk_text_view_new_with_buffer(buffer_);
  gtk_text_view_set_wrap_mode(GTK_TEXT_VIEW(paper_), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab(GTK_TEXT_VIEW(paper_), FALSE);
  set_name(paper_, _("Your note"));
  set_description(paper_, _("Stays on this computer, and is never sent"));
  on(buffer_, "changed", [this] {
    if (is_filling_) return;
    is_changed_ = true;
    keeping_.start(kPauseMs, [this] {
      keep();
      return false;
    });
  });
  GtkWidget* scrolled = gtk_scrolled_window_new();
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), paper_);
  gtk_scrolled_window_set_min_content_height(GTK_SCROLLED_WINDOW(scrolled), 300);
  gtk_widget_set_vexpand(scrolled, TRUE);
  gtk_widget_add_css_class(scrolled, "hf-paper");
  state_ = text("", {"hf-small", "hf-quiet"});
  gtk_widget_set_hexpand(state_, TRUE);
  GtkWidget* away = button(_("Let it go"), {"flat"}, [this] { ask_to_let_go(); });
  GtkWidget* done = button(_("Close it"), {"suggested-action"}, [this] { close(); });
  return page(column(
      14, {text(_("Not to be sent"), {"hf-page-title"}), scrolled, row(8, {state_, away, done})}));
}

void NotePage::look() {
  const auto note = file_.load();
  set_button_words(open_, note ? _("Open it") : _("Write it here"));
  std::string words = file_.trouble();
  if (note) {
    words =
        fill(_("There is a note of yours, from {1}."), {cli::moment_words(note->written, now())});
  }
  set_text_or_hide(found_, words);
  gtk_widget_set_sensitive(open_, file_.trouble().empty() ? TRUE : FALSE);
}

void NotePage::write() {
  const auto note = file_.load();
  if (!file_.trouble().empty()) return look();
  is_filling_ = true;
  const std::string words = note ? note->text : std::string();
  gtk_text_buffer_set_text(buffer_, words.data(), static_cast<int>(words.size()));
  is_filling_ = false;
  is_changed_ = false;
  set_text(state_, _("Only here, only yours"));
  show_child(stack_, "sheet");
  gtk_widget_grab_focus(paper_);
}

std::string NotePage::words() const {
  GtkTextIter start;
  GtkTextIter end;
  gtk_text_buffer_get_bounds(buffer_, &start, &end);
  g_autofree char* words = gtk_text_buffer_get_text(buffer_, &start, &end, FALSE);
  return words;
}

void NotePage::keep() {
  keeping_.stop();
  if (!is_changed_) return;
  const bool is_kept = file_.save(words());
  is_changed_ = !is_kept;
  set_text(state_, is_kept ? fill(_("Kept on this computer, {1}"), {cli::clock_words(now())})
                           : file_.trouble());
}

void NotePage::close() {
  keep();
  if (is_changed_) return;  // what is not on the disk stays in sight
  look();
  show_child(stack_, "door");
}

void NotePage::ask_to_let_go() {
  GtkWidget* dialog = adw_message_dialog_new(shell_.window(), _("Let this note go?"), nullptr);
  adw_message_dialog_set_body(ADW_MESSAGE_DIALOG(dialog),
                              _("It was said, if only here. It cannot be brought back."));
  adw_message_dialog_add_responses(ADW_MESSAGE_DIALOG(dialog), "no", _("Keep it"), "yes",
                                   _("Let it go"), nullptr);
  adw_message_dialog_set_default_response(ADW_MESSAGE_DIALOG(dialog), "no");
  adw_message_dialog_set_close_response(ADW_MESSAGE_DIALOG(dialog), "no");
  on(dialog, "response::yes", [this] {
    gtk_text_buffer_set_text(buffer_, "", 0);
    is_changed_ = true;
    close();
  });
  gtk_window_present(GTK_WINDOW(dialog));
}

}  // namespace holdfast::window
