#include "daemon/sentry_link.h"

#include <gtest/gtest.h>

#include "policy/host_matcher.h"
#include "tests/fakes/temp_dir.h"

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

void put_index(const std::filesystem::path& path) {
  const auto bytes = index_of({host("listed.example.com")});
  put(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

TEST(SentryLink, LeavesOutTheListsThatCannotBeOpened) {
  TempDir folder;
  put_index(folder / "good.index");
  put(folder / "damaged.index", "no index");
  const auto at_hand = [&](const std::vector<BlockedList>& lists) {
    return lists_at_hand(folder.path(), lists);
  };
  EXPECT_EQ(at_hand({{"good", "good.index", ""}}).trouble, "");
  const ListsAtHand one = at_hand({{"gone", "gone.index", ""}, {"good", "good.index", ""}});
  EXPECT_EQ(one.files, std::vector{folder / "good.index"});
  EXPECT_EQ(one.trouble.english().find("a list cannot be opened and is held by no one; "), 0u);
  const ListsAtHand two = at_hand({{"damaged", "damaged.index", ""}, {"gone", "gone.index", ""}});
  EXPECT_TRUE(two.files.empty());
  EXPECT_EQ(two.trouble.english().find("2 lists cannot be opened and are held by no one; "), 0u);
}

TEST(SentryLink, HandsOverAsManyListsAsFit) {
  TempDir folder;
  put_index(folder / "good.index");
  const std::vector<BlockedList> lists(kMostLists + 2, {"good", "good.index", ""});
  const ListsAtHand found = lists_at_hand(folder.path(), lists);
  EXPECT_EQ(found.files.size(), kMostLists);
  EXPECT_NE(found.trouble.english().find("only the first 248 lists are held, and 2 are not"),
            std::string::npos);
}

TEST(SentryLink, SaysWhyThereIsNoSentry) {
  boost::asio::io_context loop;
  Options options;
  options.paths.root = "/nowhere";
  options.sentry = "/nowhere/holdfast-sentry";
  options.listen_address = IpAddress::parse("127.0.0.1").value();
  options.http_port = 0;
  options.https_port = 0;
  SentryLink link(
      loop, options, [](Attempt) {}, [](const HostName&) {}, PagePort(),
      [](const Program&) { return false; });
  EXPECT_FALSE(link.start(SentryLink::Way::kOnSinkhole));
  EXPECT_FALSE(link.trouble().empty());
}

}  // namespace
}  // namespace holdfast::daemon
