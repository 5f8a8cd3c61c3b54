#include "tray/window/window.h"

#include <utility>

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/days_page.h"
#include "tray/window/note_page.h"
#include "tray/window/now_page.h"
#include "tray/window/promises_page.h"
#include "tray/window/reach_out_page.h"
#include "tray/window/rules_page.h"

namespace holdfast::window {
namespace {

constexpr int kUsualWidth = 1000;
constexpr int kUsualHeight = 760;
constexpr int kSmallestWidth = 340;
constexpr int kSmallestHeight = 300;
constexpr int kSideWidth = 216;
// Below it the content has no room beside the list.
constexpr int kContentWidth = 440;

constexpr const char* kSetup = "setup";

// Note and breath need no daemon; the other pages have nothing to show without one.
bool works_alone(PageName page) { return page == PageName::kNow || page == PageName::kNote; }

}  // namespace

Window::Window(AdwApplication* application, Session::Options options)
    : window_(adw_application_window_new(GTK_APPLICATION(application))),
      trouble_(*this),
      navigation_([this](PageName page) { open(page); }),
      session_(std::move(options), [this] { on_change(); }) {
  build();
  on_change();
  session_.start();
}

Window::~Window() = default;

void Window::build() {
  gtk_window_set_title(GTK_WINDOW(window_), _("Holdfast"));
  gtk_window_set_icon_name(GTK_WINDOW(window_), "io.holdfast.Window");
  gtk_window_set_default_size(GTK_WINDOW(window_), kUsualWidth, kUsualHeight);
  gtk_widget_set_size_request(window_, kSmallestWidth, kSmallestHeight);

  leaflet_ = adw_leaflet_new();
  GtkWidget* side = make_side();
  GtkWidget* content = make_content();
  adw_leaflet_append(ADW_LEAFLET(leaflet_), side);
  adw_leaflet_append(ADW_LEAFLET(leaflet_), content);
  adw_leaflet_set_visible_child(ADW_LEAFLET(leaflet_), content);
  adw_leaflet_set_transition_type(ADW_LEAFLET(leaflet_), ADW_LEAFLET_TRANSITION_TYPE_SLIDE);
  on(leaflet_, "notify::folded", [this] { fold(); });
  adw_application_window_set_content(ADW_APPLICATION_WINDOW(window_), leaflet_);
  fold();
}

GtkWidget* Window::make_side() {
  GtkWidget* header = adw_header_bar_new();
  with_classes(header, {"flat"});
  adw_header_bar_set_show_end_title_buttons(ADW_HEADER_BAR(header), FALSE);
  GtkWidget* title = row(10, {icon("hf-holdfast-symbolic", 20), text("Holdfast", {"hf-brand"})});
  gtk_widget_set_margin_start(title, 8);
  adw_header_bar_set_title_widget(ADW_HEADER_BAR(header), gtk_box_new(GTK_ORIENTATION_VERTICAL, 0));
  adw_header_bar_pack_start(ADW_HEADER_BAR(header), title);
  GtkWidget* side = column(12, {header, navigation_.side()});
  gtk_widget_set_size_request(side, kSideWidth, -1);
  gtk_widget_set_hexpand(side, FALSE);
  return with_classes(side, {"hf-sidebar"});
}

GtkWidget* Window::make_content() {
  header_ = adw_header_bar_new();
  with_classes(header_, {"flat"});
  // Each page says its name itself.
  adw_header_bar_set_title_widget(ADW_HEADER_BAR(header_),
                                  gtk_box_new(GTK_ORIENTATION_VERTICAL, 0));
  stack_ = gtk_stack_new();
  gtk_stack_set_transition_type(GTK_STACK(stack_), GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_widget_set_vexpand(stack_, TRUE);
  add_pages();

  GtkWidget* clamp = adw_clamp_new();
  adw_clamp_set_maximum_size(ADW_CLAMP(clamp), 620);
  adw_clamp_set_child(ADW_CLAMP(clamp), trouble_.widget());
  trouble_room_ = with_classes(clamp, {"hf-trouble-room"});
  bottom_bar_ = navigation_.bottom();

  GtkWidget* content = column(0, {header_, trouble_room_, stack_, bottom_bar_});
  gtk_widget_set_size_request(content, kSmallestWidth, -1);
  toasts_ = adw_toast_overlay_new();
  adw_toast_overlay_set_child(ADW_TOAST_OVERLAY(toasts_), content);
  gtk_widget_set_hexpand(toasts_, TRUE);
  return with_classes(toasts_, {"hf-content"});
}

void Window::add_pages() {
  pages_[PageName::kNow] = std::make_unique<NowPage>(*this);
  pages_[PageName::kDays] = std::make_unique<DaysPage>(*this);
  pages_[PageName::kPromises] = std::make_unique<PromisesPage>(*this);
  pages_[PageName::kNote] = std::make_unique<NotePage>(*this);
  pages_[PageName::kReachOut] = std::make_unique<ReachOutPage>(*this);
  pages_[PageName::kRules] = std::make_unique<RulesPage>(*this);
  auto page_of_friend = std::make_unique<FriendPage>(*this);
  friend_ = page_of_friend.get();
  pages_[PageName::kFriend] = std::move(page_of_friend);
  for (const auto& [name, page] : pages_) {
    gtk_stack_add_named(GTK_STACK(stack_), page->widget(), page_word(name));
  }
  setup_ = std::make_unique<SetupPage>(*this, [this] {
    is_setting_up_ = false;
    page_ = PageName::kNow;
    refresh();
    choose_view();
  });
  gtk_stack_add_named(GTK_STACK(stack_), setup_->widget(), kSetup);
  gtk_stack_add_named(GTK_STACK(stack_), gtk_box_new(GTK_ORIENTATION_VERTICAL, 0), "nothing");
}

void Window::fold() {
  adw_header_bar_set_show_start_title_buttons(ADW_HEADER_BAR(header_),
                                              adw_leaflet_get_folded(ADW_LEAFLET(leaflet_)));
  choose_view();
}

void Window::on_change() {
  const Trouble trouble = session_.trouble();
  trouble_.show(trouble);
  const bool is_answering = trouble == Trouble::kNone || trouble == Trouble::kSlow;
  if (is_answering && session_.has_snapshot()) {
    const Snapshot& snapshot = session_.snapshot();
    if (cli::text_of(snapshot.status, "state") == "unconfigured") is_setting_up_ = true;
    for (const auto& [name, page] : pages_) page->show(snapshot);
    setup_->show(snapshot);
  } else {
    for (const auto& [name, page] : pages_) page->show_alone();
  }
  choose_view();
}

void Window::choose_view() {
  const Trouble trouble = session_.trouble();
  const bool can_ask =
      (trouble == Trouble::kNone || trouble == Trouble::kSlow) && session_.has_snapshot();
  const bool is_setup = is_setting_up_ && can_ask;
  gtk_widget_set_visible(trouble_room_, trouble == Trouble::kNone ? FALSE : TRUE);
  const char* shown = page_word(page_);
  if (is_setup) {
    shown = kSetup;
  } else if (!can_ask && !works_alone(page_)) {
    shown = "nothing";
  }
  show_child(stack_, shown);
  navigation_.show(page_);
  const bool is_folded = adw_leaflet_get_folded(ADW_LEAFLET(leaflet_)) != FALSE;
  gtk_widget_set_visible(bottom_bar_, is_folded && !is_setup ? TRUE : FALSE);
  GtkWidget* side = gtk_widget_get_parent(navigation_.side());
  gtk_widget_set_visible(side, is_setup ? FALSE : TRUE);
  // It must stay visible to be unfolded again, but is not to be read twice.
  gtk_accessible_update_state(GTK_ACCESSIBLE(side), GTK_ACCESSIBLE_STATE_HIDDEN,
                              is_folded ? TRUE : FALSE, -1);
}

void Window::open(PageName page) {
  page_ = page;
  is_setting_up_ = false;
  choose_view();
}

void Window::open_setup() {
  is_setting_up_ = true;
  choose_view();
}

void Window::open_summary() {
  open(PageName::kFriend);
  friend_->open_preview();
}

void Window::ask(const std::string& method, boost::json::object parameters, Then then) {
  session_.ask(method, std::move(parameters), std::move(then));
}

void Window::say(const std::string& words) {
  AdwToast* toast = adw_toast_new("");
  g_autofree char* escaped = g_markup_escape_text(words.c_str(), -1);
  adw_toast_set_title(toast, escaped);
  adw_toast_set_timeout(toast, 4);
  adw_toast_overlay_add_toast(ADW_TOAST_OVERLAY(toasts_), toast);
}

}  // namespace holdfast::window
