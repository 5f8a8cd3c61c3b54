#include "tray/link/socket_path.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace holdfast::tray {
namespace {

TEST(SocketPath, IsThePlaceOfEveryInstallationUnlessSet) {
  ::unsetenv("HOLDFAST_SOCKET");
  EXPECT_EQ(socket_path(), "/run/holdfast/holdfast.sock");
  ::setenv("HOLDFAST_SOCKET", "", 1);
  EXPECT_EQ(socket_path(), "/run/holdfast/holdfast.sock");
  ::setenv("HOLDFAST_SOCKET", "/tmp/mine", 1);
  EXPECT_EQ(socket_path(), "/tmp/mine");
  ::unsetenv("HOLDFAST_SOCKET");
}

}  // namespace
}  // namespace holdfast::tray
