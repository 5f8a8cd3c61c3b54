#include "tray/applet/status_item.h"

#include <unistd.h>

#include <bit>
#include <string_view>
#include <utility>

#include "tray/applet/icon.h"

namespace holdfast::applet {
namespace {

constexpr const char* kPath = "/StatusNotifierItem";
constexpr const char* kInterface = "org.kde.StatusNotifierItem";
constexpr const char* kWatcher = "org.kde.StatusNotifierWatcher";

constexpr const char* kDescription = R"xml(<node>
<interface name="org.kde.StatusNotifierItem">
 <property name="Category" type="s" access="read"/>
 <property name="Id" type="s" access="read"/>
 <property name="Title" type="s" access="read"/>
 <property name="Status" type="s" access="read"/>
 <property name="WindowId" type="i" access="read"/>
 <property name="IconName" type="s" access="read"/>
 <property name="IconPixmap" type="a(iiay)" access="read"/>
 <property name="OverlayIconName" type="s" access="read"/>
 <property name="AttentionIconName" type="s" access="read"/>
 <property name="ToolTip" type="(sa(iiay)ss)" access="read"/>
 <property name="ItemIsMenu" type="b" access="read"/>
 <property name="Menu" type="o" access="read"/>
 %s
 <method name="Activate"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
 <method name="SecondaryActivate"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
 <method name="ContextMenu"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
 <method name="Scroll"><arg type="i" direction="in"/><arg type="s" direction="in"/></method>
 <method name="ProvideXdgActivationToken"><arg type="s" direction="in"/></method>
 <signal name="NewTitle"/>
 <signal name="NewIcon"/>
 <signal name="NewToolTip"/>
 <signal name="NewStatus"><arg type="s"/></signal>
 <signal name="XAyatanaNewLabel"><arg type="s"/><arg type="s"/></signal>
</interface></node>)xml";

constexpr const char* kLabelDescription = R"(<property name="XAyatanaLabel" type="s" access="read"/>
 <property name="XAyatanaLabelGuide" type="s" access="read"/>)";

GVariant* no_pixmaps() { return g_variant_new_array(G_VARIANT_TYPE("(iiay)"), nullptr, 0); }

}  // namespace

const GDBusInterfaceVTable StatusItem::kVtable = {
    &StatusItem::on_call, &StatusItem::on_property, nullptr, {nullptr}};

StatusItem::StatusItem(GDBusConnection* bus, Options options, std::function<void()> on_activate)
    : bus_(bus),
      options_(std::move(options)),
      on_activate_(std::move(on_activate)),
      name_("org.kde.StatusNotifierItem-" + std::to_string(::getpid()) + "-1"),
      cancel_(g_cancellable_new()) {
  const GlibPointer<gchar> description(
      g_strdup_printf(kDescription, options_.has_label ? kLabelDescription : ""));
  node_.reset(g_dbus_node_info_new_for_xml(description.get(), nullptr));
  object_ = g_dbus_connection_register_object(bus_, kPath, node_->interfaces[0], &kVtable, this,
                                              nullptr, nullptr);
  owner_ = g_bus_own_name_on_connection(bus_, name_.c_str(), G_BUS_NAME_OWNER_FLAGS_NONE, nullptr,
                                        nullptr, nullptr, nullptr);
  watch_ = g_bus_watch_name_on_connection(
      bus_, kWatcher, G_BUS_NAME_WATCHER_FLAGS_NONE,
      [](GDBusConnection*, const char*, const char* watcher, gpointer self) {
        static_cast<StatusItem*>(self)->register_with(watcher);
      },
      [](GDBusConnection*, const char*, gpointer self) {
        static_cast<StatusItem*>(self)->is_registered_ = false;
      },
      this, nullptr);
}

StatusItem::~StatusItem() {
  cancel_.reset();
  g_bus_unwatch_name(watch_);
  g_bus_unown_name(owner_);
  g_dbus_connection_unregister_object(bus_, object_);
}

bool StatusItem::wants_label(const char* desktop) {
  std::string_view rest = desktop == nullptr ? "" : desktop;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(':'));
    if (one == "GNOME" || one == "Unity" || one == "ubuntu") return true;
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
  }
  return false;
}

void StatusItem::register_with(const char* watcher) {
  g_dbus_connection_call(
      bus_, watcher, "/StatusNotifierWatcher", kWatcher, "RegisterStatusNotifierItem",
      g_variant_new("(s)", name_.c_str()), nullptr, G_DBUS_CALL_FLAGS_NONE, -1, cancel_.get(),
      [](GObject* bus, GAsyncResult* result, gpointer self) {
        GError* error = nullptr;
        const GlibPointer<GVariant> reply(
            g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error));
        const GlibPointer<GError> failure(error);
        if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) return;
        static_cast<StatusItem*>(self)->is_registered_ = reply != nullptr;
      },
      this);
}

void StatusItem::say(const char* signal, GVariant* parameters) {
  g_dbus_connection_emit_signal(bus_, nullptr, kPath, kInterface, signal, parameters, nullptr);
}

void StatusItem::show(const Look& look) {
  const Look before = std::exchange(look_, look);
  if (!(before.face == look.face)) {
    drawn_.reset();
    say("NewIcon");
  }
  if (before.tooltip != look.tooltip || before.details != look.details) say("NewToolTip");
  if (before.title != look.title) say("NewTitle");
  if (options_.has_label && before.label != look.label) {
    say("XAyatanaNewLabel", g_variant_new("(ss)", look.label.c_str(), look.label.c_str()));
  }
}

// Pixels travel in network byte order.
GVariant* StatusItem::pixmaps() const {
  if (drawn_) return g_variant_ref(drawn_.get());
  GVariantBuilder all;
  g_variant_builder_init(&all, G_VARIANT_TYPE("a(iiay)"));
  for (const int size : kIconSizes) {
    const Pixmap drawn = draw_icon(look_.face, size);
    std::vector<std::uint8_t> bytes;
    bytes.reserve(drawn.argb.size() * 4);
    for (const std::uint32_t pixel : drawn.argb) {
      for (const int shift : {24, 16, 8, 0}) {
        bytes.push_back(static_cast<std::uint8_t>(pixel >> shift));
      }
    }
    g_variant_builder_add(
        &all, "(ii@ay)", size, size,
        g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, bytes.data(), bytes.size(), 1));
  }
  drawn_.reset(g_variant_ref_sink(g_variant_builder_end(&all)));
  return g_variant_ref(drawn_.get());
}

GVariant* StatusItem::property(const std::string& name) const {
  if (name == "Category") return g_variant_new_string("ApplicationStatus");
  if (name == "Id") return g_variant_new_string("holdfast");
  if (name == "Title") return g_variant_new_string(look_.title.c_str());
  if (name == "Status") return g_variant_new_string("Active");
  if (name == "WindowId") return g_variant_new_int32(0);
  if (name == "IconPixmap") return pixmaps();
  if (name == "ToolTip") {
    return g_variant_new("(s@a(iiay)ss)", "", no_pixmaps(), look_.tooltip.c_str(),
                         look_.details.c_str());
  }
  if (name == "ItemIsMenu") return g_variant_new_boolean(FALSE);
  if (name == "Menu") return g_variant_new_object_path(options_.menu_path.c_str());
  if (name == "XAyatanaLabel") return g_variant_new_string(look_.label.c_str());
  if (name == "XAyatanaLabelGuide") return g_variant_new_string("9999");
  return g_variant_new_string("");
}

GVariant* StatusItem::on_property(GDBusConnection*, const char*, const char*, const char*,
                                  const char* property, GError**, gpointer self) {
  return static_cast<StatusItem*>(self)->property(property);
}

// The host opens the menu by itself; scrolling and the middle button mean nothing here.
void StatusItem::on_call(GDBusConnection*, const char*, const char*, const char*,
                         const char* method, GVariant* parameters,
                         GDBusMethodInvocation* invocation, gpointer self) {
  if (std::string_view(method) == "ProvideXdgActivationToken") {
    const char* token = nullptr;
    g_variant_get(parameters, "(&s)", &token);
    g_setenv("XDG_ACTIVATION_TOKEN", token, TRUE);
  }
  g_dbus_method_invocation_return_value(invocation, nullptr);
  if (std::string_view(method) == "Activate") static_cast<StatusItem*>(self)->on_activate_();
}

}  // namespace holdfast::applet
