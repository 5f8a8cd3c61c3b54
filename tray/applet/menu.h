#pragma once

#include <libdbusmenu-glib/dbusmenu-glib.h>

#include <functional>
#include <string>
#include <vector>

#include "tray/applet/menu_model.h"

namespace holdfast::applet {

/// The entries as a com.canonical.dbusmenu, on the session bus. A menu that is open while it
/// changes keeps its rows as long as only their words change.
class Menu {
 public:
  using OnAction = std::function<void(const Action&)>;
  static constexpr const char* kPath = "/MenuBar";

  /// `on_open` is called when a panel is about to show it.
  Menu(OnAction on_action, std::function<void()> on_open = {});
  ~Menu();
  Menu(const Menu&) = delete;
  Menu& operator=(const Menu&) = delete;

  void show(const std::vector<Entry>& entries);
  DbusmenuMenuitem* root() const { return root_; }

 private:
  void fill(DbusmenuMenuitem* parent, const std::vector<Entry>& entries);
  void update(DbusmenuMenuitem* parent, const std::vector<Entry>& old,
              const std::vector<Entry>& fresh);
  void dress(DbusmenuMenuitem* item, const Entry& entry);

  OnAction on_action_;
  std::function<void()> on_open_;
  std::vector<Entry> shown_;
  DbusmenuServer* server_;
  DbusmenuMenuitem* root_;
};

}  // namespace holdfast::applet
