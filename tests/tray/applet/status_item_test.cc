#include "tray/applet/status_item.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <optional>

#include "tests/tray/applet/known_things.h"
#include "tests/tray/applet/private_bus.h"
#include "tests/tray/link/main_loop.h"
#include "tray/applet/icon.h"

namespace holdfast::applet {
namespace {

using testing::HasSubstr;
using testing::Not;
using tray::turn_until;

constexpr const char* kWatcherXml = R"xml(<node><interface name="org.kde.StatusNotifierWatcher">
<method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
</interface></node>)xml";

class Watcher {
 public:
  Watcher() {
    peer_.serve("/StatusNotifierWatcher", kWatcherXml, [this](const std::string&, GVariant* given) {
      const char* name = nullptr;
      g_variant_get(given, "(&s)", &name);
      const std::lock_guard lock(mutex_);
      registered_.emplace_back(name);
      return g_variant_new("()");
    });
    peer_.own("org.kde.StatusNotifierWatcher");
  }
  std::vector<std::string> registered() {
    const std::lock_guard lock(mutex_);
    return registered_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> registered_;
  BusPeer peer_{PrivateBus::ours().address()};
};

class StatusItemTest : public testing::Test {
 protected:
  void begin(bool has_label = false) {
    item_.emplace(PrivateBus::ours().connection(), StatusItem::Options{"/MenuBar", has_label},
                  [this] { ++activated_; });
    item_->show(look(twelfth_day()));
  }

  // Asks as a panel would, from another thread, while the loop turns.
  std::string ask(const char* interface, const char* method, GVariant* parameters) {
    std::atomic<bool> is_answered = false;
    std::string text = "none";
    std::thread asking([&] {
      GVariant* reply =
          host_.call(g_dbus_connection_get_unique_name(PrivateBus::ours().connection()),
                     "/StatusNotifierItem", interface, method, parameters);
      if (reply != nullptr) {
        const GlibPointer<gchar> printed(g_variant_print(reply, FALSE));
        text = printed.get();
        reply_.reset(reply);
      }
      is_answered = true;
    });
    turn_until([&] { return is_answered.load(); });
    asking.join();
    return text;
  }
  std::string property(const char* name) {
    return ask("org.freedesktop.DBus.Properties", "Get",
               g_variant_new("(ss)", "org.kde.StatusNotifierItem", name));
  }

  BusPeer host_{PrivateBus::ours().address()};
  std::optional<StatusItem> item_;
  int activated_ = 0;
  GlibPointer<GVariant> reply_;  ///< the last one
};

TEST_F(StatusItemTest, RegistersWithEachWatcherThatComes) {
  begin();
  EXPECT_FALSE(item_->is_registered());
  for (int round = 0; round < 3; ++round) {
    Watcher watcher;
    ASSERT_TRUE(turn_until([&] { return watcher.registered().size() == 1; }));
    EXPECT_TRUE(turn_until([&] { return item_->is_registered(); }));
    EXPECT_EQ(watcher.registered()[0],
              "org.kde.StatusNotifierItem-" + std::to_string(::getpid()) + "-1");
  }
  EXPECT_TRUE(turn_until([&] { return !item_->is_registered(); }));
}

TEST_F(StatusItemTest, TellsATooltipOfTwoParts) {
  begin();
  EXPECT_THAT(property("ToolTip"), HasSubstr("'12 days of no contact with them', 'Your best run"));
  EXPECT_THAT(property("Title"), HasSubstr("Holdfast: 12 days"));
  EXPECT_THAT(property("Menu"), HasSubstr("/MenuBar"));
  EXPECT_THAT(property("Category"), HasSubstr("ApplicationStatus"));
}

TEST_F(StatusItemTest, ThePixmapsAreThePicturesInNetworkByteOrder) {
  begin();
  property("IconPixmap");
  GVariant* held = nullptr;
  g_variant_get(reply_.get(), "(v)", &held);
  const GlibPointer<GVariant> pixmaps(held);
  ASSERT_EQ(g_variant_n_children(held), kIconSizes.size());
  for (std::size_t i = 0; i < kIconSizes.size(); ++i) {
    gint32 width = 0;
    gint32 height = 0;
    GVariant* bytes = nullptr;
    g_variant_get_child(held, i, "(ii@ay)", &width, &height, &bytes);
    const GlibPointer<GVariant> bytes_held(bytes);
    EXPECT_EQ(width, kIconSizes[i]);
    EXPECT_EQ(height, kIconSizes[i]);
    gsize size = 0;
    const auto* said = static_cast<const std::uint8_t*>(g_variant_get_fixed_array(bytes, &size, 1));
    const Pixmap drawn = draw_icon({Mood::kHolding, 12}, width);
    ASSERT_EQ(size, drawn.argb.size() * 4);
    for (std::size_t pixel = 0; pixel < drawn.argb.size(); ++pixel) {
      const std::uint8_t* b = said + pixel * 4;
      ASSERT_EQ((std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 |
                 std::uint32_t{b[3]}),
                drawn.argb[pixel]);
    }
  }
}

TEST_F(StatusItemTest, AClickOpensTheWindow) {
  begin();
  ask("org.kde.StatusNotifierItem", "Activate", g_variant_new("(ii)", 3, 4));
  EXPECT_EQ(activated_, 1);
  ask("org.kde.StatusNotifierItem", "Scroll", g_variant_new("(is)", 1, "vertical"));
  EXPECT_EQ(activated_, 1);
}

TEST_F(StatusItemTest, HasALabelOnlyWhereItIsWanted) {
  begin();
  EXPECT_EQ(property("XAyatanaLabel"), "none") << "MATE hides an item that has one";
  item_.reset();
  begin(true);
  EXPECT_THAT(property("XAyatanaLabel"), HasSubstr("'12'"));
}

TEST_F(StatusItemTest, GnomeAndUnityWantTheLabel) {
  EXPECT_TRUE(StatusItem::wants_label("GNOME"));
  EXPECT_TRUE(StatusItem::wants_label("ubuntu:GNOME"));
  EXPECT_TRUE(StatusItem::wants_label("Unity"));
  EXPECT_FALSE(StatusItem::wants_label("MATE"));
  EXPECT_FALSE(StatusItem::wants_label("XFCE"));
  EXPECT_FALSE(StatusItem::wants_label("KDE"));
  EXPECT_FALSE(StatusItem::wants_label(""));
  EXPECT_FALSE(StatusItem::wants_label(nullptr));
}

}  // namespace
}  // namespace holdfast::applet
