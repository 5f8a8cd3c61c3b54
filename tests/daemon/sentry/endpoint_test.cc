#include "daemon/sentry/endpoint.h"

#include <gtest/gtest.h>

#include "daemon/sentry/listeners.h"

namespace holdfast::daemon {
namespace {

TEST(Endpoint, GoesThroughSocketAddresses) {
  for (const char* text : {"203.0.113.7", "2001:db8::7", "::1"}) {
    const Endpoint endpoint{*IpAddress::parse(text), 443};
    EXPECT_EQ(endpoint_of(socket_address(endpoint).storage), endpoint) << text;
  }
  EXPECT_EQ(socket_address({*IpAddress::parse("::1"), 1}).storage.ss_family, AF_INET6);
}

TEST(Endpoint, OfAnotherFamilyIsNowhere) {
  sockaddr_storage other{};
  other.ss_family = AF_UNIX;
  EXPECT_EQ(endpoint_of(other), Endpoint());
}

TEST(Endpoint, WithoutARedirectItIsTheLocalEnd) {
  const auto listener = listen_on(*IpAddress::parse("127.0.0.1"), 0, ListenerRole::kHttp);
  ASSERT_TRUE(listener);
  const Endpoint end = original_destination(listener->socket.get(), AF_INET);
  EXPECT_TRUE(end.address.is_loopback());
  EXPECT_NE(end.port, 0);
}

}  // namespace
}  // namespace holdfast::daemon
