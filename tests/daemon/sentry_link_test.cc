#include "daemon/sentry_link.h"

#include <gtest/gtest.h>

#include "policy/host_matcher.h"

namespace holdfast::daemon {
namespace {

HostName host(const char* name) { return HostName::parse(name).value(); }

TEST(SentryLink, MakesAnIndexOfBlockedHosts) {
  const auto bytes = index_of(std::vector<BlockedHost>{
      {host("example.org"), "block example.org", HostReason::kTarget, {}},
      {host("www.example.org"), "block example.org", HostReason::kName, {}}});
  const HostMatcher matcher = HostMatcher::open(bytes).value();
  EXPECT_TRUE(matcher.match("cdn-7.example.org"));
  EXPECT_FALSE(matcher.match("example.net"));
}

TEST(SentryLink, SaysWhyThereIsNoSentry) {
  boost::asio::io_context loop;
  Options options;
  options.paths.root = "/nowhere";
  options.sentry = "/nowhere/holdfast-sentry";
  options.listen_address = IpAddress::parse("127.0.0.1").value();
  options.http_port = 0;
  options.https_port = 0;
  SentryLink link(loop, options, [](Attempt) {});
  EXPECT_FALSE(link.start(SentryLink::Way::kOnSinkhole));
  EXPECT_FALSE(link.trouble().empty());
}

}  // namespace
}  // namespace holdfast::daemon
