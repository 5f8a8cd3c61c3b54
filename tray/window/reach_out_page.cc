#include "tray/window/reach_out_page.h"

#include <array>
#include <optional>

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {
namespace {

constexpr std::array kMinutes = {5, 15, 30};

std::string buffer_text(GtkTextBuffer* buffer) {
  GtkTextIter start;
  GtkTextIter end;
  gtk_text_buffer_get_bounds(buffer, &start, &end);
  g_autofree char* words = gtk_text_buffer_get_text(buffer, &start, &end, FALSE);
  return words;
}

}  // namespace

ReachOutPage::ReachOutPage(Shell& shell) : shell_(shell) {
  windows_ = column(10);
  questions_card_ = make_questions();
  wait_ = make_wait();
  form_ = make_form();
  widget_ = page(column(16, {text(_("Before you reach out"), {"hf-page-title"}), windows_,
                             questions_card_, wait_, form_}));
  judge();
}

GtkWidget* ReachOutPage::make_questions() {
  GtkWidget* list =
      column(22, {text(_("Five honest questions, for you alone. Nothing is kept."), {"hf-quiet"})});
  for (const std::string& question : reach_out_questions()) {
    auto choice = std::make_unique<Choice>(question, std::vector<std::string>{_("No"), _("Yes")},
                                           [this] { judge(); });
    gtk_widget_set_halign(choice->widget(), GTK_ALIGN_START);
    gtk_widget_add_css_class(choice->widget(), "hf-yes-no");
    GtkWidget* asked = column(8, {text(question, {"hf-lead"}), choice->widget()});
    questions_.push_back(asked);
    add(list, asked);
    answers_.push_back(std::move(choice));
  }
  return card(list);
}

GtkWidget* ReachOutPage::make_wait() {
  GtkWidget* ride = button(_("Ride it out"), {"pill", "suggested-action"},
                           [this] { shell_.open(PageName::kNow); });
  GtkWidget* note =
      button(_("Write it unsent"), {"pill"}, [this] { shell_.open(PageName::kNote); });
  GtkWidget* again = button(_("Start over"), {"flat", "hf-small"}, [this] { begin_again(); });
  GtkWidget* buttons = column(10, {ride, note});
  for (GtkWidget* one : {buttons, again}) gtk_widget_set_halign(one, GTK_ALIGN_CENTER);
  return card(column(14, {centred(_("Then let it wait"), {"hf-title"}),
                          centred(_("That yes is the pull speaking, and you can ride it. What "
                                    "truly has to be said can be said tomorrow as well."),
                                  {"hf-lead"}),
                          buttons, again}),
              {"hf-soft"});
}

GtkWidget* ReachOutPage::make_form() {
  target_ = entry(_("What to open"), "whatsapp.com");
  std::vector<std::string> names;
  for (const Purpose& one : purposes()) names.push_back(one.name);
  purpose_ = std::make_unique<Choice>(_("What it is for"), names, std::function<void()>{},
                                      GTK_ORIENTATION_VERTICAL);
  std::vector<std::string> lengths;
  for (const int minutes : kMinutes) {
    lengths.push_back(
        fill(ngettext("{1} minute", "{1} minutes", static_cast<unsigned long>(minutes)),
             {std::to_string(minutes)}));
  }
  minutes_ = std::make_unique<Choice>(_("How long"), lengths);
  minutes_->choose(1);
  granted_ = text("", {"hf-lead"});
  gtk_widget_set_visible(granted_, FALSE);
  GtkWidget* ask =
      button(_("Ask for the window"), {"pill", "suggested-action"}, [this] { ask_window(); });
  GtkWidget* again = button(_("Start over"), {"flat", "hf-small"}, [this] { begin_again(); });
  for (GtkWidget* one : {ask, again}) gtk_widget_set_halign(one, GTK_ALIGN_CENTER);
  GtkWidget* window = card(column(
      12,
      {text(_("A window that closes by itself"), {"hf-heading"}),
       text(_("It opens in half an hour, for as long as you say now."), {"hf-quiet"}),
       text(_("What to open"), {"hf-label"}), target_, text(_("What it is for"), {"hf-label"}),
       purpose_->widget(), text(_("How long"), {"hf-label"}), minutes_->widget(), ask, granted_}));
  return column(16, {window, make_review(), again});
}

GtkWidget* ReachOutPage::make_review() {
  GtkWidget* message = gtk_text_view_new();
  message_ = gtk_text_view_get_buffer(GTK_TEXT_VIEW(message));
  gtk_text_view_set_wrap_mode(GTK_TEXT_VIEW(message), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab(GTK_TEXT_VIEW(message), FALSE);
  gtk_widget_set_size_request(message, -1, 90);
  set_name(message, _("The message that has to be sent"));
  GtkWidget* frame = column(0, {message});
  gtk_widget_add_css_class(frame, "hf-paper");
  GtkWidget* copy = button(_("Copy it for a friend"), {"pill"}, [this] {
    gdk_clipboard_set_text(gtk_widget_get_clipboard(widget_),
                           review_request(buffer_text(message_)).c_str());
    shell_.say(_("Copied. Let a friend read it first."));
  });
  gtk_widget_set_halign(copy, GTK_ALIGN_CENTER);
  return card(column(
      12, {text(_("A friend reads it first"), {"hf-heading"}),
           text(_("Brief and neutral, one topic, no feelings in it. Any answer, or none, is all "
                  "right. What you write here is not kept."),
                {"hf-quiet"}),
           frame, copy}));
}

void ReachOutPage::show(const Snapshot& snapshot) {
  clear(windows_);
  for (const WindowView& one : allowance_views(snapshot)) {
    add(windows_, card(column(4, {text(one.title, {"hf-heading"}), text(one.when, {"hf-quiet"})}),
                       {"hf-soft"}));
  }
  gtk_widget_set_visible(windows_, gtk_widget_get_first_child(windows_) != nullptr);
  auto targets = reachable_targets(snapshot);
  if (targets != targets_ && entry_text(target_).empty() && targets.size() == 1) {
    set_entry_text(target_, targets.front());
  }
  targets_ = std::move(targets);
}

void ReachOutPage::judge() {
  std::vector<std::optional<bool>> given;
  for (const auto& answer : answers_) {
    given.push_back(answer->chosen() == Choice::kNone ? std::nullopt
                                                      : std::optional(answer->chosen() == 1));
  }
  const Verdict result = verdict(given);
  // One question at a time: the next comes with the answer.
  bool is_next = true;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    gtk_widget_set_visible(questions_[i], is_next ? TRUE : FALSE);
    is_next = is_next && given[i].has_value();
  }
  gtk_widget_set_visible(questions_card_, result == Verdict::kOpen ? TRUE : FALSE);
  gtk_widget_set_visible(wait_, result == Verdict::kWait ? TRUE : FALSE);
  gtk_widget_set_visible(form_, result == Verdict::kGoOn ? TRUE : FALSE);
}

void ReachOutPage::begin_again() {
  for (const auto& answer : answers_) answer->clear_choice();
  gtk_widget_set_visible(granted_, FALSE);
  judge();
}

void ReachOutPage::ask_window() {
  const std::string target = entry_text(target_);
  if (target.empty()) {
    gtk_widget_grab_focus(target_);
    return shell_.say(_("Say what is to be opened, for example whatsapp.com."));
  }
  if (purpose_->chosen() == Choice::kNone) return shell_.say(_("Say what it is for."));
  const std::string purpose = purposes().at(static_cast<std::size_t>(purpose_->chosen())).word;
  const int minutes = kMinutes.at(static_cast<std::size_t>(minutes_->chosen()));
  shell_.ask("AskAllowance", {{"target", target}, {"purpose", purpose}, {"minutes", minutes}},
             [this](const Answer& answer) {
               set_text_or_hide(
                   granted_,
                   answer.is_ok()
                       ? granted_words(cli::object_of(answer.parameters, "allowance"), now())
                       : answer.trouble);
               shell_.refresh();
             });
}

}  // namespace holdfast::window
