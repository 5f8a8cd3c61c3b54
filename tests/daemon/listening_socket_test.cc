#include "daemon/listening_socket.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/fd.h"
#include "platform/ipc/client.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

TEST(ListeningSocket, TakesThePlaceOfADeadOne) {
  TempDir folder;
  const auto path = folder / "holdfast.sock";
  { const platform::Fd dead(listening_socket(path).value()); }
  const platform::Fd socket(listening_socket(path).value());
  EXPECT_TRUE(ipc::Client::connect(path.string()).has_value());
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0666u);
}

TEST(ListeningSocket, SaysWhyItCannotBe) {
  EXPECT_FALSE(listening_socket("/nowhere/at/all.sock"));
  EXPECT_FALSE(listening_socket("/" + std::string(200, 'x')));
}

}  // namespace
}  // namespace holdfast::daemon
