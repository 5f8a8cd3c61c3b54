#include "tray/applet/notifier.h"

#include <utility>

#include "tray/i18n.h"

namespace holdfast::applet {
namespace {

constexpr const char* kName = "org.freedesktop.Notifications";
constexpr const char* kPath = "/org/freedesktop/Notifications";
constexpr int kPatienceMs = 5000;
constexpr const char* kDefaultAction = "default";  // what a click on the body does

NotifyUrgency urgency_of(Urgency urgency) {
  switch (urgency) {
    case Urgency::kLow:
      return NOTIFY_URGENCY_LOW;
    case Urgency::kCritical:
      return NOTIFY_URGENCY_CRITICAL;
    default:
      return NOTIFY_URGENCY_NORMAL;
  }
}

struct Bound {
  std::function<void(const Action&)> on_action;
  Action action;
};

void add_action(NotifyNotification* notification, const std::string& key, const std::string& text,
                Bound bound) {
  const auto called = +[](NotifyNotification*, char*, gpointer data) {
    const Bound copy = *static_cast<Bound*>(data);  // what it does may end the notification
    copy.on_action(copy.action);
  };
  notify_notification_add_action(notification, key.c_str(), text.c_str(), called,
                                 new Bound(std::move(bound)),
                                 [](gpointer data) { delete static_cast<Bound*>(data); });
}

}  // namespace

struct Notifier::Shown {
  NotifyNotification* notification = nullptr;
  Notifier* notifier = nullptr;
  std::string key;

  Shown(Notifier* owner, std::string its_key)
      : notification(notify_notification_new("", nullptr, nullptr)),
        notifier(owner),
        key(std::move(its_key)) {
    const auto closed = +[](NotifyNotification*, gpointer data) {
      const auto* self = static_cast<Shown*>(data);
      Notifier* told = self->notifier;
      const std::string which = self->key;
      told->shown_.erase(which);
      told->calls_.on_closed(which);
    };
    g_signal_connect(notification, "closed", G_CALLBACK(closed), this);
  }
  ~Shown() {
    g_signal_handlers_disconnect_by_data(notification, this);
    g_object_unref(notification);
  }
  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;
};

Notifier::Notifier(GDBusConnection* bus, Calls calls)
    : bus_(bus), calls_(std::move(calls)), cancel_(g_cancellable_new()) {
  notify_init("Holdfast");
  watch_ = g_bus_watch_name_on_connection(
      bus_, kName, G_BUS_NAME_WATCHER_FLAGS_NONE,
      [](GDBusConnection*, const char*, const char* owner, gpointer data) {
        auto* self = static_cast<Notifier*>(data);
        if (std::exchange(self->owner_, owner) == owner) return;
        self->calls_.on_server(true);
      },
      [](GDBusConnection*, const char*, gpointer data) {
        auto* self = static_cast<Notifier*>(data);
        if (std::exchange(self->owner_, "").empty()) return;
        self->forget_all();
        self->calls_.on_lost();
      },
      this, nullptr);
}

Notifier::~Notifier() {
  cancel_.reset();
  g_bus_unwatch_name(watch_);
  shown_.clear();
  notify_uninit();
}

std::string Notifier::body_for(const std::string& text, Markup markup) {
  if (markup == Markup::kNotRead) return text;
  const GlibPointer<gchar> escaped(g_markup_escape_text(text.c_str(), -1));
  return escaped.get();
}

// Their numbers belonged to the server that is gone: the next may give them to somebody else.
void Notifier::forget_all() {
  shown_.clear();
  is_introduced_ = false;
}

// It has just answered another question, so that it answers this one without a wait.
void Notifier::introduce() {
  if (std::exchange(is_introduced_, true)) return;
  char* name = nullptr;
  if (!notify_get_server_info(&name, nullptr, nullptr, nullptr)) return;
  const GlibPointer<gchar> held(name);
  draws_default_ = std::string_view(name).starts_with("Xfce");
}

void Notifier::perform(std::vector<Board::Change> changes) {
  if (changes.empty()) return;
  for (Board::Change& change : changes) waiting_.push_back(std::move(change));
  ask_server();
}

// Starts the server where it starts on demand.
void Notifier::ask_server() {
  if (std::exchange(is_asking_, true)) return;
  g_dbus_connection_call(
      bus_, kName, kPath, kName, "GetCapabilities", nullptr, G_VARIANT_TYPE("(as)"),
      G_DBUS_CALL_FLAGS_NONE, kPatienceMs, cancel_.get(),
      [](GObject* bus, GAsyncResult* result, gpointer data) {
        GError* error = nullptr;
        const GlibPointer<GVariant> reply(
            g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error));
        const GlibPointer<GError> failure(error);
        if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) return;
        static_cast<Notifier*>(data)->on_answer(reply.get());
      },
      this);
}

void Notifier::on_answer(GVariant* capabilities) {
  is_asking_ = false;
  if (capabilities == nullptr) {
    waiting_.clear();
    forget_all();
    calls_.on_lost();
    calls_.on_server(false);
    return;
  }
  capabilities_.clear();
  const GlibPointer<GVariant> list(g_variant_get_child_value(capabilities, 0));
  for (gsize i = 0; i < g_variant_n_children(list.get()); ++i) {
    const GlibPointer<GVariant> one(g_variant_get_child_value(list.get(), i));
    capabilities_.insert(g_variant_get_string(one.get(), nullptr));
  }
  introduce();
  work();
}

void Notifier::work() {
  for (const Board::Change& change : std::exchange(waiting_, {})) {
    if (const auto* shown = std::get_if<Board::Show>(&change)) show(shown->notice);
    if (const auto* closed = std::get_if<Board::Close>(&change)) close(closed->key);
  }
}

void Notifier::show(const Notice& notice) {
  auto& shown = shown_[notice.key];
  if (!shown) shown = std::make_unique<Shown>(this, notice.key);
  NotifyNotification* n = shown->notification;
  std::string body = notice.body;
  const bool has_actions = capabilities_.contains("actions");
  if (!has_actions && !notice.buttons.empty()) {
    body += std::string(body.empty() ? "" : " ") + _("What you can do is in the tray's menu.");
  }
  const auto markup = capabilities_.contains("body-markup") ? Markup::kRead : Markup::kNotRead;
  notify_notification_update(n, notice.title.c_str(), body_for(body, markup).c_str(), nullptr);
  notify_notification_clear_actions(n);
  notify_notification_clear_hints(n);
  notify_notification_set_urgency(n, urgency_of(notice.urgency));
  notify_notification_set_category(n, notice.category.c_str());
  notify_notification_set_hint(n, "desktop-entry", g_variant_new_string("holdfast-tray"));
  if (notice.is_transient) {
    notify_notification_set_hint(n, "transient", g_variant_new_boolean(TRUE));
  }
  if (has_actions) {
    if (notice.on_click && !draws_default_) {
      add_action(n, kDefaultAction, notice.buttons.empty() ? _("Open") : notice.buttons[0].text,
                 {calls_.on_action, *notice.on_click});
    }
    int number = 0;
    for (const Button& button : notice.buttons) {
      add_action(n, "button-" + std::to_string(++number), button.text,
                 {calls_.on_action, button.action});
    }
  }
  GError* error = nullptr;
  if (notify_notification_show(n, &error)) return;
  g_printerr("holdfast-tray: a notification was not shown: %s\n", error->message);
  g_error_free(error);
  shown_.erase(notice.key);
}

void Notifier::close(const std::string& key) {
  const auto found = shown_.find(key);
  if (found == shown_.end()) return;
  const auto shown = std::move(found->second);
  shown_.erase(found);
  g_signal_handlers_disconnect_by_data(shown->notification, shown.get());
  notify_notification_close(shown->notification, nullptr);
}

}  // namespace holdfast::applet
