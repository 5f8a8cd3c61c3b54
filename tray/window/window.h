#pragma once

#include <map>
#include <memory>
#include <string>

#include "tray/window/friend_page.h"
#include "tray/window/navigation.h"
#include "tray/window/session.h"
#include "tray/window/setup_page.h"
#include "tray/window/shell.h"
#include "tray/window/trouble_card.h"

namespace holdfast::window {

/// The one window: the way from page to page, and the pages.
class Window : public Shell {
 public:
  Window(AdwApplication* application, Session::Options options);
  ~Window() override;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  void present() { gtk_window_present(GTK_WINDOW(window_)); }
  /// The four steps, also when there is a policy.
  void open_setup();
  /// The friend's page, at what the next summary says.
  void open_summary();

  void ask(const std::string& method, boost::json::object parameters, Then then) override;
  void refresh() override { session_.refresh(); }
  void open(PageName page) override;
  void say(const std::string& words) override;
  GtkWindow* window() override { return GTK_WINDOW(window_); }

 private:
  void build();
  GtkWidget* make_side();
  GtkWidget* make_content();
  void add_pages();
  void fold();
  void on_change();
  void choose_view();

  GtkWidget* window_;
  GtkWidget* leaflet_ = nullptr;
  GtkWidget* toasts_ = nullptr;
  GtkWidget* trouble_room_ = nullptr;
  GtkWidget* stack_ = nullptr;
  GtkWidget* bottom_bar_ = nullptr;
  GtkWidget* header_ = nullptr;
  TroubleCard trouble_;
  Navigation navigation_;
  std::map<PageName, std::unique_ptr<Page>> pages_;
  std::unique_ptr<SetupPage> setup_;
  FriendPage* friend_ = nullptr;  ///< among the pages
  PageName page_ = PageName::kNow;
  bool is_setting_up_ = false;
  Session session_;  // last: its answers reach the pages
};

}  // namespace holdfast::window
