#include "tray/window/friend_page.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

// Once what was made visible has its place.
constexpr unsigned kSettleMs = 60;

GtkWidget* letter_line(const LetterRow& letter) {
  GtkWidget* words = column(2, {text(letter.title, {"hf-item"}),
                                text(letter.state, {letter.is_trouble ? "hf-worry" : "hf-quiet"})});
  if (!letter.answer.empty()) add(words, text(letter.answer, {"hf-small", "hf-quiet"}));
  return words;
}

}  // namespace

FriendPage::FriendPage(Shell& shell)
    : consent_(shell,
               [this] {
                 account_.open_form();
                 scroll_to(account_.widget());
               }),
      summary_(shell),
      account_(shell),
      key_(shell),
      form_(shell),
      untold_(text(_("The Holdfast that runs here knows nothing of friends yet. Restart it, or "
                     "update it."),
                   {"hf-worry"})),
      letters_(column(12)) {
  letters_card_ = card(column(12, {text(_("Letters of late"), {"hf-heading"}), letters_}));
  named_ = column(
      16, {consent_.widget(), summary_.widget(), account_.widget(), letters_card_, key_.widget()});
  widget_ = page(column(
      16, {text(_("A friend who knows"), {"hf-page-title"}), untold_, form_.widget(), named_}));
  g_object_ref_sink(widget_);  // a timer may find it after its window is gone
}

FriendPage::~FriendPage() { g_object_unref(widget_); }

void FriendPage::show(const Snapshot& snapshot) {
  const FriendView view = friend_view(snapshot);
  is_named_ = view.is_named;
  gtk_widget_set_visible(untold_, view.is_told ? FALSE : TRUE);
  gtk_widget_set_visible(form_.widget(), view.is_told && !view.is_named ? TRUE : FALSE);
  gtk_widget_set_visible(named_, view.is_named ? TRUE : FALSE);
  if (!view.is_named) return;
  consent_.show(snapshot);
  summary_.show(snapshot);
  account_.show(snapshot);
  key_.show(snapshot);
  show_letters(snapshot);
  if (wants_preview_) open_preview();
}

void FriendPage::show_letters(const Snapshot& snapshot) {
  const auto rows = letter_rows(snapshot);
  gtk_widget_set_visible(letters_card_, rows.empty() ? FALSE : TRUE);
  clear(letters_);
  for (const LetterRow& one : rows) add(letters_, letter_line(one));
}

void FriendPage::open_preview() {
  wants_preview_ = !is_named_;
  if (!is_named_) return;
  summary_.open_preview();
  scroll_to(summary_.widget());
}

void FriendPage::scroll_to(GtkWidget* part) {
  scrolling_.start(kSettleMs, [this, part] {
    double x = 0;
    double y = 0;
    auto* bar = gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(widget_));
    if (gtk_widget_translate_coordinates(part, widget_, 0, 0, &x, &y) != FALSE) {
      gtk_adjustment_set_value(bar, gtk_adjustment_get_value(bar) + y - 8);
    }
    return false;
  });
}

}  // namespace holdfast::window
