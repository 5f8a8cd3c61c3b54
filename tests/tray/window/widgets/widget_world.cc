#include "tests/tray/window/widgets/widget_world.h"

#include <chrono>
#include <cmath>

#include "tray/window/paint.h"

namespace holdfast::window {
namespace {

// Before the first test, not when the tests are merely listed.
class Toolkit : public testing::Environment {
 public:
  void SetUp() override {
    gtk_disable_setlocale();
    adw_init();
  }
};
const auto* const kToolkit = testing::AddGlobalTestEnvironment(new Toolkit);

bool has_name(GtkWidget* widget, const std::string& name) {
  if (!GTK_IS_BUTTON(widget) && !GTK_IS_ENTRY(widget) && !GTK_IS_TEXT_VIEW(widget) &&
      !GTK_IS_PASSWORD_ENTRY(widget) && !GTK_IS_DRAWING_AREA(widget)) {
    return false;
  }
  g_autofree char* other = gtk_test_accessible_check_property(
      GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name.c_str(), nullptr);
  return other == nullptr;
}

void collect_words(GtkWidget* widget, std::string& words) {
  if (!gtk_widget_get_visible(widget) || !gtk_widget_get_child_visible(widget)) return;
  if (GTK_IS_LABEL(widget)) words += std::string(gtk_label_get_text(GTK_LABEL(widget))) + "\n";
  for (GtkWidget* child = gtk_widget_get_first_child(widget); child != nullptr;
       child = gtk_widget_get_next_sibling(child)) {
    collect_words(child, words);
  }
}

double distance(const GdkRGBA& a, double red, double green, double blue) {
  return std::hypot(a.red - red, a.green - green, a.blue - blue);
}

}  // namespace

FakeShell::FakeShell() : window_(adw_window_new()) {
  set_zone("UTC");
  g_object_ref_sink(window_);
}

FakeShell::~FakeShell() {
  gtk_window_destroy(GTK_WINDOW(window_));
  g_object_unref(window_);
}

void FakeShell::ask(const std::string& method, boost::json::object parameters, Then then) {
  asked.push_back(method + " " + boost::json::serialize(parameters));
  then(answers[method]);
}

bool wait_until(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  // Wakes the loop where nothing else would.
  const guint tick = g_timeout_add(
      10, [](gpointer) -> gboolean { return G_SOURCE_CONTINUE; }, nullptr);
  while (!holds() && std::chrono::steady_clock::now() < until) {
    g_main_context_iteration(nullptr, TRUE);
  }
  g_source_remove(tick);
  return holds();
}

void present(FakeShell& shell, GtkWidget* widget, int width, int height) {
  gtk_window_set_default_size(shell.window(), width, height);
  adw_window_set_content(ADW_WINDOW(shell.window()), widget);
  gtk_window_present(shell.window());
  ASSERT_TRUE(wait_until([&] { return gtk_widget_get_width(widget) > 0; }));
}

bool is_shown(GtkWidget* widget) {
  for (; widget != nullptr && !GTK_IS_WINDOW(widget); widget = gtk_widget_get_parent(widget)) {
    if (!gtk_widget_get_visible(widget) || !gtk_widget_get_child_visible(widget)) return false;
  }
  return true;
}

GtkWidget* find(GtkWidget* root, const std::string& name) {
  if (!gtk_widget_get_visible(root) || !gtk_widget_get_child_visible(root)) return nullptr;
  if (has_name(root, name)) return root;
  for (GtkWidget* child = gtk_widget_get_first_child(root); child != nullptr;
       child = gtk_widget_get_next_sibling(child)) {
    if (GtkWidget* found = find(child, name)) return found;
  }
  return nullptr;
}

void press(GtkWidget* root, const std::string& name) {
  GtkWidget* button = find(root, name);
  ASSERT_NE(button, nullptr) << "nothing is called " << name << " among\n" << words_in(root);
  ASSERT_TRUE(GTK_IS_BUTTON(button)) << name;
  ASSERT_TRUE(gtk_widget_is_sensitive(button)) << name;
  g_signal_emit_by_name(button, "clicked");
}

void type(GtkWidget* root, const std::string& name, const std::string& words) {
  GtkWidget* entry = find(root, name);
  ASSERT_NE(entry, nullptr) << "nothing is called " << name;
  gtk_editable_set_text(GTK_EDITABLE(entry), words.c_str());
}

std::string words_in(GtkWidget* root) {
  std::string words;
  collect_words(root, words);
  return words;
}

GtkWidget* open_dialog(FakeShell& shell) {
  g_autoptr(GListModel) windows = G_LIST_MODEL(g_object_ref(gtk_window_get_toplevels()));
  for (guint i = 0; i < g_list_model_get_n_items(windows); ++i) {
    g_autoptr(GtkWidget) one = GTK_WIDGET(g_list_model_get_item(windows, i));
    if (!ADW_IS_MESSAGE_DIALOG(one)) continue;
    EXPECT_EQ(gtk_window_get_transient_for(GTK_WINDOW(one)), shell.window());
    return one;
  }
  return nullptr;
}

void answer_dialog(FakeShell& shell, const char* response) {
  GtkWidget* dialog = open_dialog(shell);
  ASSERT_NE(dialog, nullptr) << "no dialog is open";
  adw_message_dialog_response(ADW_MESSAGE_DIALOG(dialog), response);
  gtk_window_destroy(GTK_WINDOW(dialog));
}

double share_of_color(GtkWidget* widget, const char* name, double from, double to) {
  const int width = gtk_widget_get_width(widget);
  const int height = gtk_widget_get_height(widget);
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new(widget);
  GtkSnapshot* snapshot = gtk_snapshot_new();
  // A paintable shows what the last frame drew.
  EXPECT_TRUE(wait_until([&] { return gdk_paintable_get_intrinsic_width(picture) > 0; }));
  gdk_paintable_snapshot(picture, snapshot, width, height);
  GskRenderNode* node = gtk_snapshot_free_to_node(snapshot);
  if (node == nullptr) return 0;
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  cairo_t* cairo = cairo_create(surface);
  gsk_render_node_draw(node, cairo);
  cairo_destroy(cairo);
  gsk_render_node_unref(node);
  cairo_surface_flush(surface);
  const GdkRGBA wanted = theme_color(widget, name);
  const unsigned char* bytes = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  int hits = 0;
  int all = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = static_cast<int>(from * width); x < static_cast<int>(to * width); ++x, ++all) {
      const unsigned char* pixel = bytes + y * stride + x * 4;
      const bool is_opaque = pixel[3] > 200;
      hits += is_opaque &&
              distance(wanted, pixel[2] / 255.0, pixel[1] / 255.0, pixel[0] / 255.0) < 0.06;
    }
  }
  cairo_surface_destroy(surface);
  return all == 0 ? 0 : static_cast<double>(hits) / all;
}

}  // namespace holdfast::window
