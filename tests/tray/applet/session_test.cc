#include "tray/applet/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tray/applet/private_bus.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::applet {
namespace {

using testing::HasSubstr;

// How it outlives its bus is tested with the whole program.
TEST(Session, ConnectsToTheSessionsBus) {
  PrivateBus::ours();
  std::string trouble;
  EXPECT_NE(Session::connect(trouble), nullptr);
  EXPECT_EQ(trouble, "");
}

TEST(Session, SaysThatThereIsNone) {
  const TempDir empty;
  const std::string before = PrivateBus::ours().address();
  ::setenv("DBUS_SESSION_BUS_ADDRESS", "", 1);
  ::setenv("XDG_RUNTIME_DIR", empty.path().c_str(), 1);
  std::string trouble;
  EXPECT_EQ(Session::connect(trouble), nullptr);
  EXPECT_THAT(trouble, HasSubstr("no desktop session"));
  ::setenv("DBUS_SESSION_BUS_ADDRESS", before.c_str(), 1);
}

TEST(Session, OneProgramASession) {
  GDBusConnection* bus = PrivateBus::ours().connection();
  std::string said;
  {
    BusPeer other(PrivateBus::ours().address());
    other.own("io.holdfast.Tray");
    Session::claim(
        bus, [&] { said = "first"; }, [&] { said = "second"; });
    EXPECT_TRUE(tray::turn_until([&] { return !said.empty(); }));
    EXPECT_EQ(said, "second");
  }
}

}  // namespace
}  // namespace holdfast::applet
