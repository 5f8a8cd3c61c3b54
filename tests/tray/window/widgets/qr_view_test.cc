#include "tray/window/qr_view.h"

#include <stdio.h>

#include <array>

#include "tests/fakes/temp_dir.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

/// What a phone reads from what is on the screen.
std::string read_by_camera(GtkWidget* widget) {
  const int width = gtk_widget_get_width(widget);
  const int height = gtk_widget_get_height(widget);
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new(widget);
  EXPECT_TRUE(wait_until([&] { return gdk_paintable_get_intrinsic_width(picture) > 0; }));
  GtkSnapshot* snapshot = gtk_snapshot_new();
  gdk_paintable_snapshot(picture, snapshot, width, height);
  GskRenderNode* node = gtk_snapshot_free_to_node(snapshot);
  if (node == nullptr) return "";
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t* cairo = cairo_create(surface);
  gsk_render_node_draw(node, cairo);
  gsk_render_node_unref(node);
  cairo_destroy(cairo);
  const TempDir folder;
  const std::string file = (folder / "code.png").string();
  cairo_surface_write_to_png(surface, file.c_str());
  cairo_surface_destroy(surface);
  FILE* pipe = ::popen(("zbarimg --quiet --raw --nodbus " + file + " 2>/dev/null").c_str(), "r");
  std::array<char, 4096> room{};
  const std::size_t got = ::fread(room.data(), 1, room.size(), pipe);
  ::pclose(pipe);
  return std::string(room.data(), got);
}

TEST(QrView, IsReadByACamera) {
  const std::string uri =
      "otpauth://totp/Holdfast:Me?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Holdfast";
  FakeShell shell;
  GtkWidget* view = qr_view(uri, "The key");
  present(shell, view);
  EXPECT_EQ(read_by_camera(view), uri + "\n");
  EXPECT_NE(find(view, "The key"), nullptr);
}

TEST(QrView, DrawsNothingForWhatNoCodeHolds) {
  FakeShell shell;
  GtkWidget* view = qr_view(std::string(5000, 'x'), "The key");
  present(shell, view);
  EXPECT_EQ(read_by_camera(view), "");
}

}  // namespace
}  // namespace holdfast::window
