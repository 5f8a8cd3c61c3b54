#include "tray/applet/menu.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace holdfast::applet {
namespace {

// In a label an underscore marks the key to press.
std::string label(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '_' ? "__" : std::string(1, c);
  return escaped;
}

bool has_same_rows(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Entry& x, const Entry& y) {
    return x.action == y.action && x.text.empty() == y.text.empty() &&
           x.children.empty() == y.children.empty();
  });
}

struct Bound {
  const Menu::OnAction* on_action;
  Action action;
};

}  // namespace

Menu::Menu(OnAction on_action, std::function<void()> on_open)
    : on_action_(std::move(on_action)),
      on_open_(std::move(on_open)),
      server_(dbusmenu_server_new(kPath)),
      root_(dbusmenu_menuitem_new()) {
  dbusmenu_server_set_root(server_, root_);
  const auto opens = +[](DbusmenuMenuitem*, gpointer menu) {
    const Menu& self = *static_cast<Menu*>(menu);
    if (self.on_open_) self.on_open_();
  };
  g_signal_connect(root_, DBUSMENU_MENUITEM_SIGNAL_ABOUT_TO_SHOW, G_CALLBACK(opens), this);
}

Menu::~Menu() {
  g_signal_handlers_disconnect_by_data(root_, this);
  g_object_unref(root_);
  g_object_unref(server_);
}

void Menu::dress(DbusmenuMenuitem* item, const Entry& entry) {
  if (entry.text.empty()) {
    dbusmenu_menuitem_property_set(item, DBUSMENU_MENUITEM_PROP_TYPE,
                                   DBUSMENU_CLIENT_TYPES_SEPARATOR);
    return;
  }
  dbusmenu_menuitem_property_set(item, DBUSMENU_MENUITEM_PROP_LABEL, label(entry.text).c_str());
  const bool does_something = entry.action.has_value() || !entry.children.empty();
  dbusmenu_menuitem_property_set_bool(item, DBUSMENU_MENUITEM_PROP_ENABLED, does_something);
}

void Menu::fill(DbusmenuMenuitem* parent, const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    DbusmenuMenuitem* item = dbusmenu_menuitem_new();
    dress(item, entry);
    if (entry.action) {
      const auto called = +[](DbusmenuMenuitem*, guint, gpointer data) {
        // A copy: what it does may change the menu, and end this row.
        const Bound bound = *static_cast<Bound*>(data);
        (*bound.on_action)(bound.action);
      };
      g_signal_connect_data(
          item, DBUSMENU_MENUITEM_SIGNAL_ITEM_ACTIVATED, G_CALLBACK(called),
          new Bound{&on_action_, *entry.action},
          [](gpointer data, GClosure*) { delete static_cast<Bound*>(data); }, GConnectFlags(0));
    }
    if (!entry.children.empty()) fill(item, entry.children);
    dbusmenu_menuitem_child_append(parent, item);
    g_object_unref(item);
  }
}

void Menu::update(DbusmenuMenuitem* parent, const std::vector<Entry>& old,
                  const std::vector<Entry>& fresh) {
  if (!has_same_rows(old, fresh)) {
    GList* gone = dbusmenu_menuitem_take_children(parent);
    g_list_free_full(gone, g_object_unref);
    return fill(parent, fresh);
  }
  GList* child = dbusmenu_menuitem_get_children(parent);
  for (std::size_t i = 0; i < fresh.size() && child != nullptr; ++i, child = child->next) {
    if (old[i] == fresh[i]) continue;
    auto* item = DBUSMENU_MENUITEM(child->data);
    dress(item, fresh[i]);
    if (!fresh[i].children.empty()) update(item, old[i].children, fresh[i].children);
  }
}

void Menu::show(const std::vector<Entry>& entries) {
  if (entries == shown_) return;
  update(root_, shown_, entries);
  shown_ = entries;
}

}  // namespace holdfast::applet
