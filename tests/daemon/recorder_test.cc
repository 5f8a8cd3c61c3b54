#include "daemon/recorder.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

TEST(Recorder, PutsOneEventsWorthInOneBatch) {
  auto queue = std::move(platform::RecordQueue::open(":memory:").value().queue);
  boost::asio::io_context loop;
  Recorder recorder(loop, *queue, [](const std::string& what) { ADD_FAILURE() << what; });
  const LogEntry urge{.id = 4,
                      .at = {Elapsed(std::chrono::hours(1)), Wall(std::chrono::hours(500'000))},
                      .kind = "urge",
                      .subject = "block example.org",
                      .detail = {{"host", "example.org"}}};
  recorder.record({urge}, {{4, Attempt{.port = 443, .count = 3}}}, {{"counter", "4"}}, urge.at,
                  TimeZone("x", std::chrono::hours(9), {}));
  std::vector<platform::EventRow> rows;
  ASSERT_TRUE(queue->events({}, [&](const platform::EventRow& row) {
    rows.push_back(row);
    return true;
  }));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, 4);
  EXPECT_EQ(rows[0].utc_offset, std::chrono::hours(9));
  EXPECT_EQ(rows[0].detail, R"({"host":"example.org"})");
  ASSERT_EQ(queue->attempts(4).value().size(), 1u);
  EXPECT_EQ(queue->attempts(4).value()[0].count, 3u);
  EXPECT_EQ(queue->facts().value().size(), 1u);
  EXPECT_EQ(recorder.trouble(), "");
  EXPECT_EQ(loop.run(), 0U) << "no timer while nothing waits";  // else: bad_database_test.cc
}

}  // namespace
}  // namespace holdfast::daemon
