#include "platform/requested_host.h"

#include <gtest/gtest.h>

namespace holdfast::platform {
namespace {

TEST(RequestedHost, SpellsNamesOneWay) {
  EXPECT_EQ(requested_host("WWW.Instagram.COM."), "www.instagram.com");
  EXPECT_EQ(requested_host("a_b.xn--bcher-kva.example"), "a_b.xn--bcher-kva.example");
  EXPECT_EQ(requested_host("localhost"), "localhost");
}

TEST(RequestedHost, RefusesWhatIsNoName) {
  for (const char* text : {"", ".", "..", ".example", "a..example", "a b", "a:443", "[::1]", "::1",
                           "203.0.113.7", "203.0.113.7.", "1", "0x7f.1", "127.0.0.0x1",
                           "b\xc3\xbc"
                           "cher.example",
                           "a\r.example", "a/b", "a%62"}) {
    EXPECT_EQ(requested_host(text), std::nullopt) << text;
  }
}

TEST(RequestedHost, KeepsTheLengthsOfDns) {
  const std::string label(63, 'a');
  EXPECT_TRUE(requested_host(label + ".example"));
  EXPECT_FALSE(requested_host(label + "a.example"));
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  EXPECT_TRUE(requested_host(longest));
  EXPECT_TRUE(requested_host(longest + "."));
  EXPECT_FALSE(requested_host(longest + "b"));
}

}  // namespace
}  // namespace holdfast::platform
