#include "tray/applet/screen.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>

#include "tests/tray/applet/private_bus.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::applet {
namespace {

using tray::turn_until;

constexpr const char* kSaverXml = R"xml(<node><interface name="org.gnome.ScreenSaver">
<method name="GetActive"><arg type="b" direction="out"/></method>
<signal name="ActiveChanged"><arg type="b"/></signal></interface></node>)xml";

constexpr const char* kManagerXml = R"xml(<node><interface name="org.freedesktop.login1.Manager">
<method name="GetSession"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<method name="GetSessionByPID"><arg type="u" direction="in"/><arg type="o" direction="out"/></method>
<signal name="PrepareForSleep"><arg type="b"/></signal></interface></node>)xml";

constexpr const char* kPropertiesXml = R"xml(<node>
<interface name="org.freedesktop.DBus.Properties">
<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="v" direction="out"/></method></interface></node>)xml";

constexpr const char* kSessionPath = "/org/freedesktop/login1/session/_31";

class Saver {
 public:
  explicit Saver(bool is_active) : is_active_(is_active) {
    peer_.serve("/org/gnome/ScreenSaver", kSaverXml, [this](const std::string&, GVariant*) {
      return g_variant_new("(b)", is_active_.load());
    });
    peer_.own("org.gnome.ScreenSaver");
  }
  void set(bool is_active) {
    is_active_ = is_active;
    peer_.emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
               g_variant_new("(b)", is_active));
  }

 private:
  std::atomic<bool> is_active_;
  BusPeer peer_{PrivateBus::ours().address()};
};

class Logind {
 public:
  explicit Logind(bool is_locked) : is_locked_(is_locked) {
    peer_.serve("/org/freedesktop/login1", kManagerXml,
                [](const std::string&, GVariant*) { return g_variant_new("(o)", kSessionPath); });
    peer_.serve(kSessionPath, kPropertiesXml, [this](const std::string&, GVariant*) {
      is_asked_ = true;
      return g_variant_new("(v)", g_variant_new_boolean(is_locked_));
    });
    peer_.own("org.freedesktop.login1");
  }
  void set(bool is_locked) {
    GVariantBuilder changed;
    g_variant_builder_init(&changed, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&changed, "{sv}", "LockedHint", g_variant_new_boolean(is_locked));
    peer_.emit(kSessionPath, "org.freedesktop.DBus.Properties", "PropertiesChanged",
               g_variant_new("(sa{sv}as)", "org.freedesktop.login1.Session", &changed, nullptr));
  }
  void sleep(bool is_going) {
    peer_.emit("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
               g_variant_new("(b)", is_going));
  }
  bool is_asked() const { return is_asked_; }

 private:
  std::atomic<bool> is_locked_;
  std::atomic<bool> is_asked_ = false;
  BusPeer peer_{PrivateBus::ours().address()};
};

class ScreenTest : public testing::Test {
 protected:
  void begin() {
    screen_.emplace(
        PrivateBus::ours().connection(),
        Screen::Calls{[this](bool is_locked) { told_ = is_locked; }, [this] { ++woken_; }});
  }
  bool becomes(bool is_locked) {
    return turn_until([&] { return screen_->is_locked() == is_locked && told_ == is_locked; });
  }

  std::optional<Screen> screen_;
  std::optional<bool> told_;
  int woken_ = 0;
};

TEST_F(ScreenTest, FollowsAScreenSaver) {
  begin();
  EXPECT_FALSE(screen_->is_locked());
  Saver saver(true);
  EXPECT_TRUE(becomes(true)) << "one that comes is asked";
  saver.set(false);
  EXPECT_TRUE(becomes(false));
  saver.set(true);
  EXPECT_TRUE(becomes(true));
}

TEST_F(ScreenTest, AScreenSaverThatIsGoneLocksNothing) {
  begin();
  auto saver = std::make_optional<Saver>(true);
  EXPECT_TRUE(becomes(true));
  saver.reset();
  EXPECT_TRUE(becomes(false));
}

TEST_F(ScreenTest, FollowsLogind) {
  Logind logind(true);
  begin();
  EXPECT_TRUE(becomes(true));
  logind.set(false);
  EXPECT_TRUE(becomes(false));
  logind.set(true);
  EXPECT_TRUE(becomes(true));
}

TEST_F(ScreenTest, StaysLockedUntilAllSayOtherwise) {
  Logind logind(false);
  begin();
  ASSERT_TRUE(turn_until([&] { return logind.is_asked(); }));
  Saver saver(false);
  logind.set(true);
  EXPECT_TRUE(becomes(true));
  saver.set(true);
  logind.set(false);
  logind.sleep(false);  // later than both, from the one that speaks last
  EXPECT_TRUE(turn_until([&] { return woken_ == 1; }));
  EXPECT_TRUE(becomes(true));
  saver.set(false);
  EXPECT_TRUE(becomes(false));
}

TEST_F(ScreenTest, SaysWhenTheComputerWakes) {
  Logind logind(false);
  begin();
  ASSERT_TRUE(turn_until([&] { return logind.is_asked(); }));
  logind.sleep(true);
  logind.sleep(false);
  EXPECT_TRUE(turn_until([&] { return woken_ == 1; }));
}

}  // namespace
}  // namespace holdfast::applet
