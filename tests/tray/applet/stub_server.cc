#include "tests/tray/applet/stub_server.h"

namespace holdfast::applet {
namespace {

constexpr const char* kPath = "/org/freedesktop/Notifications";
constexpr const char* kName = "org.freedesktop.Notifications";
constexpr const char* kXml = R"xml(<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
 <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
 <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
 <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
 <arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>)xml";

constexpr std::uint32_t kDismissed = 2;
constexpr std::uint32_t kClosedByCall = 3;

GVariant* strings(const std::vector<std::string>& list) {
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("as"));
  for (const std::string& one : list) g_variant_builder_add(&builder, "s", one.c_str());
  return g_variant_new("(@as)", g_variant_builder_end(&builder));
}

}  // namespace

StubServer::StubServer(std::vector<std::string> capabilities, Manners manners, std::string name)
    : capabilities_(std::move(capabilities)),
      manners_(manners),
      name_(std::move(name)),
      peer_(PrivateBus::ours().address()) {
  peer_.serve(kPath, kXml, [this](const std::string& method, GVariant* parameters) {
    return handle(method, parameters);
  });
  peer_.own(kName);
}

GVariant* StubServer::handle(const std::string& method, GVariant* parameters) {
  if (manners_ == Manners::kHangs) return nullptr;
  if (method == "GetCapabilities") return strings(capabilities_);
  if (method == "GetServerInformation")
    return g_variant_new("(ssss)", name_.c_str(), "test", "1", "1.2");
  if (method == "Notify") return notify(parameters);
  guint32 id = 0;
  g_variant_get(parameters, "(u)", &id);
  const std::lock_guard lock(mutex_);
  standing_.erase(id);
  closed_.push_back(id);
  peer_.emit(kPath, kName, "NotificationClosed", g_variant_new("(uu)", id, kClosedByCall));
  return g_variant_new("()");
}

GVariant* StubServer::notify(GVariant* parameters) {
  Bubble bubble;
  bubble.came = std::chrono::steady_clock::now();
  const char* title = nullptr;
  const char* body = nullptr;
  GVariantIter* actions = nullptr;
  GVariantIter* hints = nullptr;
  g_variant_get(parameters, "(&su&s&s&sasa{sv}i)", nullptr, &bubble.replaces, nullptr, &title,
                &body, &actions, &hints, nullptr);
  bubble.title = title;
  bubble.body = body;
  const char* word = nullptr;
  while (g_variant_iter_next(actions, "&s", &word)) bubble.actions.emplace_back(word);
  GVariant* value = nullptr;
  while (g_variant_iter_next(hints, "{&sv}", &word, &value)) {
    gchar* text = g_variant_print(value, FALSE);
    bubble.hints[word] = text;
    g_free(text);
    g_variant_unref(value);
  }
  g_variant_iter_free(actions);
  g_variant_iter_free(hints);
  const std::lock_guard lock(mutex_);
  bubble.id = bubble.replaces != 0 ? bubble.replaces : ++last_;
  bubbles_.push_back(bubble);
  standing_[bubble.id] = bubble;
  return g_variant_new("(u)", bubble.id);
}

std::vector<StubServer::Bubble> StubServer::bubbles() {
  const std::lock_guard lock(mutex_);
  return bubbles_;
}

std::vector<StubServer::Bubble> StubServer::standing() {
  const std::lock_guard lock(mutex_);
  std::vector<Bubble> all;
  for (const auto& [id, bubble] : standing_) all.push_back(bubble);
  return all;
}

std::vector<std::uint32_t> StubServer::closed() {
  const std::lock_guard lock(mutex_);
  return closed_;
}

void StubServer::press(std::uint32_t id, const std::string& action) {
  peer_.emit(kPath, kName, "ActionInvoked", g_variant_new("(us)", id, action.c_str()));
  dismiss(id);
}

void StubServer::dismiss(std::uint32_t id) {
  {
    const std::lock_guard lock(mutex_);
    standing_.erase(id);
  }
  peer_.emit(kPath, kName, "NotificationClosed", g_variant_new("(uu)", id, kDismissed));
}

}  // namespace holdfast::applet
