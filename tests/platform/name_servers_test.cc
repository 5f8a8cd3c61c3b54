#include "platform/name_servers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace holdfast::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

IpAddress ip(const char* text) { return *IpAddress::parse(text); }

TEST(NameServers, TakesTheAddressesInOrder) {
  EXPECT_THAT(parse_name_servers("# nameserver 9.9.9.9\n"
                                 "search example.org\n"
                                 "nameserver 192.0.2.53\n"
                                 "  nameserver\t2001:db8::53  # near\r\n"
                                 "nameserver fe80::1%eth0\n"
                                 "nameserver nonsense\n"
                                 "nameserver\n"
                                 "nameservers 192.0.2.54\n"
                                 "nameserver 192.0.2.55"),
              ElementsAre(ip("192.0.2.53"), ip("2001:db8::53"), ip("192.0.2.55")));
  EXPECT_THAT(parse_name_servers(""), IsEmpty());
}

TEST(NameServers, TakesNoMoreThanSome) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "nameserver 192.0.2.1\n";
  EXPECT_THAT(parse_name_servers(many), SizeIs(kMostNameServers));
}

class SystemNameServers : public ::testing::Test {
 protected:
  std::filesystem::path write(const char* name, const char* text) {
    const auto path = std::filesystem::path(::testing::TempDir()) /
                      (std::string("name_servers_") +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name() + name);
    std::ofstream(path) << text;
    return path;
  }
};

TEST_F(SystemNameServers, GoPastTheStub) {
  const auto stub = write("stub", "nameserver 127.0.0.53\noptions edns0\n");
  const auto real = write("real", "nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
  EXPECT_THAT(system_name_servers(stub, real), ElementsAre(ip("192.0.2.1"), ip("192.0.2.2")));
  EXPECT_THAT(system_name_servers(stub, "/nonexistent"), ElementsAre(ip("127.0.0.53")));
}

TEST_F(SystemNameServers, StayWithARealServer) {
  const auto mixed = write("mixed", "nameserver 127.0.0.53\nnameserver 192.0.2.9\n");
  const auto real = write("real", "nameserver 192.0.2.1\n");
  EXPECT_THAT(system_name_servers(mixed, real), ElementsAre(ip("127.0.0.53"), ip("192.0.2.9")));
  EXPECT_THAT(system_name_servers("/nonexistent", real), IsEmpty());
}

}  // namespace
}  // namespace holdfast::platform
