#include "platform/process_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/fd.h"

namespace holdfast::platform {
namespace {

using ::testing::Contains;
using ::testing::Not;

TEST(ProcessSearch, FindsTheHolderOfASocketAmongTheUsersProcesses) {
  const Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  struct stat found {};
  ASSERT_EQ(::fstat(socket.get(), &found), 0);
  const auto mine = processes_of_user(::geteuid());
  EXPECT_THAT(mine, Contains(::getpid()));
  EXPECT_THAT(mine, Not(Contains(0)));
  const auto inode = static_cast<std::uint32_t>(found.st_ino);
  EXPECT_EQ(holder_of_socket(inode, mine), ::getpid());
  EXPECT_EQ(holder_of_socket(inode, {}), std::nullopt);
}

TEST(ProcessSearch, NamesAProcess) {
  EXPECT_EQ(name_of_process(::getpid()), std::string("firewall_system_test").substr(0, 15));
  EXPECT_EQ(name_of_process(1 << 30), "");
}

TEST(ProcessSearch, AGroupThatIsGoneHasNobody) {
  EXPECT_TRUE(processes_in_cgroup(0x7FFFFFFFFFFF, 0).empty());
}

}  // namespace
}  // namespace holdfast::platform
