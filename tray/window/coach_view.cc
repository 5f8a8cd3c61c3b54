#include "tray/window/coach_view.h"

#include <utility>

#include "tray/i18n.h"
#include "tray/window/coach_reply.h"
#include "tray/window/danger_words.h"

namespace holdfast::window {
namespace {

constexpr int kPaperHeight = 128;
constexpr int kPaperMost = 220;
constexpr unsigned kSettleMs = 60;

GtkWidget* in_the_middle(GtkWidget* widget) {
  gtk_widget_set_halign(widget, GTK_ALIGN_CENTER);
  return widget;
}

}  // namespace

CoachView::CoachView(Doors doors, CoachClient::Limits limits)
    : doors_(std::move(doors)),
      client_(limits),
      buffer_(gtk_text_buffer_new(nullptr)),
      widget_(column(16)) {
  // What was typed is not to come back by Ctrl+Z either.
  gtk_text_buffer_set_enable_undo(buffer_, FALSE);
  waiting_ = centred(_("It is looking for words. Let your shoulders sink meanwhile."),
                     {"hf-quiet", "hf-body"});
  add(widget_, centred(_("This is a program on your computer and no person. It can be wrong. What "
                         "you write here and what it answers is kept nowhere."),
                       {"hf-quiet"}));
  add(widget_, make_sheet());
  // Above the answer, whose length pushes nothing of it out of sight.
  GtkWidget* crisis =
      button(_("Help in a crisis"), {"flat", "hf-small"}, [this] { doors_.crisis(); });
  GtkWidget* set_up =
      button(_("Change the coach"), {"flat", "hf-small"}, [this] { doors_.set_up(); });
  add(widget_, in_the_middle(row(8, {crisis, set_up})));
  for (GtkWidget* one : {waiting_, make_danger(), make_answer(), make_fallback()}) {
    add(widget_, one);
  }
  g_object_ref_sink(widget_);
  on_unmap_ = on(widget_, "unmap", [this] { forget(); });
  forget();
}

CoachView::~CoachView() {
  g_signal_handler_disconnect(widget_, on_unmap_);
  g_object_unref(widget_);
  g_object_unref(buffer_);
}

GtkWidget* CoachView::make_sheet() {
  paper_ = gtk_text_view_new_with_buffer(buffer_);
  gtk_text_view_set_wrap_mode(GTK_TEXT_VIEW(paper_), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab(GTK_TEXT_VIEW(paper_), FALSE);
  // Keyboards that learn are not to learn from this.
  gtk_text_view_set_input_hints(GTK_TEXT_VIEW(paper_), GTK_INPUT_HINT_PRIVATE);
  set_name(paper_, _("What is on your mind"));
  set_description(paper_, _("Names, links and numbers are left out before it is asked"));
  GtkWidget* scrolled = gtk_scrolled_window_new();
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), paper_);
  gtk_scrolled_window_set_min_content_height(GTK_SCROLLED_WINDOW(scrolled), kPaperHeight);
  gtk_scrolled_window_set_max_content_height(GTK_SCROLLED_WINDOW(scrolled), kPaperMost);
  gtk_scrolled_window_set_propagate_natural_height(GTK_SCROLLED_WINDOW(scrolled), TRUE);
  gtk_widget_add_css_class(scrolled, "hf-paper");
  send_ = button(_("Send"), {"pill"}, [this] { send(); });
  GtkWidget* pass =
      button(_("Let it pass"), {"pill", "suggested-action"}, [this] { doors_.pass(); });
  on(buffer_, "changed", [this] {
    gtk_widget_set_sensitive(send_, !typed().empty() && !client_.is_asking() ? TRUE : FALSE);
  });
  return column(
      14, {field(_("What is on your mind"), scrolled), in_the_middle(row(10, {pass, send_}))});
}

GtkWidget* CoachView::make_danger() {
  GtkWidget* crisis =
      button(_("People who listen"), {"pill", "suggested-action"}, [this] { doors_.crisis(); });
  danger_ =
      card(column(12, {text(_("That sounds heavy. You deserve a person for it, now, and there "
                              "are people who listen at any hour."),
                            {"hf-lead"}),
                       in_the_middle(crisis)}),
           {"hf-trouble"});
  return danger_;
}

GtkWidget* CoachView::make_answer() {
  answer_words_ = text("", {"hf-lead"});
  answer_ = card(answer_words_, {"hf-soft"});
  gtk_widget_set_focusable(answer_, TRUE);  // so that it is read out when it comes
  return answer_;
}

GtkWidget* CoachView::make_fallback() {
  fallback_help_ = button("", {"pill"}, [this] { doors_.help(help_); });
  fallback_ = card(column(12, {text(_("It has no words right now. Here is something that needs "
                                      "none:"),
                                    {"hf-lead"}),
                               in_the_middle(fallback_help_)}),
                   {"hf-soft"});
  return fallback_;
}

void CoachView::start(const Coach& coach, const Snapshot& snapshot, Tool help) {
  forget();
  coach_ = coach;
  identifiers_ = identifiers_of(snapshot);
  moment_ = coach_moment(snapshot);
  help_ = help;
  set_button_words(fallback_help_, tool_name(help));
  gtk_widget_grab_focus(paper_);
}

void CoachView::forget() {
  client_.cancel();
  settle_.stop();
  gtk_text_buffer_set_text(buffer_, "", 0);
  set_text(answer_words_, "");
  set_name(answer_, "");
  for (GtkWidget* one : {waiting_, danger_, answer_, fallback_}) {
    gtk_widget_set_visible(one, FALSE);
  }
  gtk_widget_set_sensitive(send_, FALSE);
}

std::string CoachView::typed() const {
  GtkTextIter start;
  GtkTextIter end;
  gtk_text_buffer_get_bounds(buffer_, &start, &end);
  g_autofree char* words = g_strstrip(gtk_text_buffer_get_text(buffer_, &start, &end, FALSE));
  return words;
}

void CoachView::send() {
  const std::string words = typed();
  if (words.empty()) return;
  for (GtkWidget* one : {answer_, fallback_}) gtk_widget_set_visible(one, FALSE);
  gtk_widget_set_visible(danger_, speaks_of_danger(words) ? TRUE : FALSE);
  gtk_widget_set_visible(waiting_, TRUE);
  gtk_widget_set_sensitive(send_, FALSE);
  client_.ask(coach_address(coach_.endpoint),
              coach_request(words, identifiers_, moment_, coach_.model),
              [this](CoachEnd how, const std::string& body) { take(how, body); });
}

void CoachView::take(CoachEnd how, const std::string& body) {
  gtk_widget_set_visible(waiting_, FALSE);
  gtk_widget_set_sensitive(send_, typed().empty() ? FALSE : TRUE);
  const auto reply = how == CoachEnd::kAnswered ? coach_reply(body) : std::nullopt;
  gtk_widget_set_visible(reply ? answer_ : fallback_, TRUE);
  if (reply) {
    set_text(answer_words_, *reply);
    set_name(answer_, *reply);
  }
  // Once it has its place: what has the focus is scrolled into sight.
  settle_.start(kSettleMs, [this, is_there = reply.has_value()] {
    gtk_widget_grab_focus(is_there ? answer_ : fallback_help_);
    return false;
  });
}

}  // namespace holdfast::window
