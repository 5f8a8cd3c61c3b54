#include "daemon/sentry/listeners.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

namespace holdfast::daemon {
namespace {

const IpAddress kSinkhole = IpAddress::v4({127, 0, 53, 66});

TEST(Listeners, PairTheFamiliesOnOnePort) {
  const auto listeners = listen_for_redirects();
  ASSERT_TRUE(listeners) << listeners.error().text;
  const auto http = port_of(*listeners, ListenerRole::kHttp);
  const auto https = port_of(*listeners, ListenerRole::kHttps);
  ASSERT_TRUE(http && https);
  EXPECT_NE(*http, *https);
  for (const SentryListener& listener : *listeners) {
    const std::vector<SentryListener> none;
    EXPECT_EQ(port_of(none, listener.role), std::nullopt);
  }
}

TEST(Listeners, TakeTheSinkholeItself) {
  const auto free = listen_on(kSinkhole, 0, ListenerRole::kHttp);
  ASSERT_TRUE(free);
  std::vector<SentryListener> probe;
  const auto listeners = listen_on_sinkhole(kSinkhole, 0, 0);
  ASSERT_TRUE(listeners);
  EXPECT_EQ(listeners->size(), 2U);
}

TEST(Listeners, SayWhenAPortIsTaken) {
  const auto listeners = listen_on_sinkhole(kSinkhole, 0, 0);
  ASSERT_TRUE(listeners);
  const auto again =
      listen_on(kSinkhole, *port_of(*listeners, ListenerRole::kHttps), ListenerRole::kHttps);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kBusy);
  EXPECT_NE(again.error().text.english().find("127.0.53.66 port "), std::string::npos);
}

TEST(Listeners, LeaveTheControlSocketToRoot) {
  std::string folder = (std::filesystem::temp_directory_path() / "listeners-XXXXXX").string();
  ASSERT_TRUE(::mkdtemp(folder.data()));
  const auto path = std::filesystem::path(folder) / "sentry.sock";
  for (int i = 0; i < 2; ++i) {  // the second time over what the first left
    const auto control = listen_for_successor(path);
    ASSERT_TRUE(control) << control.error().text;
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
  }
  EXPECT_FALSE(take_over(path)) << "nobody is behind it";
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(take_over(path));
  EXPECT_FALSE(listen_for_successor(std::string(200, 'x')));
}

}  // namespace
}  // namespace holdfast::daemon
