#include "daemon/options.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

TEST(Options, HaveTheirDefaults) {
  const Options options = parse_options({}).value();
  EXPECT_EQ(options.paths.hosts(), "/etc/hosts");
  EXPECT_EQ(options.socket, "/run/holdfast/holdfast.sock");
  EXPECT_EQ(options.layers.size(), 4u);
  EXPECT_EQ(options.listen_address.to_string(), "127.0.53.66");
  EXPECT_FALSE(options.person.has_value());
  EXPECT_EQ(options.post_user, "holdfast-post");
}

TEST(Options, PrefixEveryPathWithTheRoot) {
  const Options options = parse_options({"--root", "/tmp/x", "--layers", "hosts"}).value();
  EXPECT_EQ(options.paths.database(), "/tmp/x/var/lib/holdfast/holdfast.db");
  EXPECT_EQ(options.socket, "/tmp/x/run/holdfast/holdfast.sock");
  EXPECT_EQ(options.layers, std::set{Layer::kHosts});
}

TEST(Options, TakeANameServer) {
  const auto server = [](const char* text) {
    return parse_options({"--resolver", text}).value().name_server.value();
  };
  EXPECT_EQ(server("192.0.2.1").port, 53);
  EXPECT_EQ(server("192.0.2.1:5353").port, 5353);
  EXPECT_EQ(server("2001:db8::1").address.to_string(), "2001:db8::1");
  EXPECT_EQ(server("[2001:db8::1]:54").port, 54);
}

TEST(Options, SayWhatIsWrong) {
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--layers", "hosts,smoke"},
                                             {"--listen-address", "192.0.2.1"},
                                             {"--resolver", "192.0.2.1:0"},
                                             {"--resolver", "localhost:53"},
                                             {"--log-level", "loud"},
                                             {"--http-port", "many"},
                                             {"--no-such"},
                                             {"stray"}}) {
    const auto refused = parse_options(wrong);
    ASSERT_FALSE(refused) << wrong[0];
    EXPECT_FALSE(refused.error().text.empty());
  }
}

TEST(Options, TellAboutThemselves) {
  EXPECT_EQ(parse_options({"--help"}).value().task, Task::kHelp);
  EXPECT_NE(parse_options({"--version"}).value().text.find("holdfastd "), std::string::npos);
  EXPECT_EQ(parse_options({"--lift"}).value().task, Task::kLift);
  EXPECT_EQ(parse_options({"--lift-ended"}).value().task, Task::kLiftEnded);
}

TEST(Options, SayWhereTheKindPageIs) {
  Options options;
  options.listen_address = *IpAddress::parse("127.0.53.66");
  EXPECT_EQ(page_address(options), "http://127.0.53.66/resting");
  options.http_port = 8080;
  EXPECT_EQ(page_address(options), "http://127.0.53.66:8080/resting");
}

}  // namespace
}  // namespace holdfast::daemon
