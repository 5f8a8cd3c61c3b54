#include "daemon/sentry/request.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using platform::HeadState;
using namespace std::string_view_literals;

TEST(Request, GoesByTheFirstByte) {
  EXPECT_EQ(read_request("").state, HeadState::kMore);
  EXPECT_EQ(read_request("\x16\x03"sv).protocol, Protocol::kTls);
  EXPECT_EQ(read_request("GE").protocol, Protocol::kHttp);
  EXPECT_EQ(read_request("GE").state, HeadState::kMore);
}

TEST(Request, KnowsWhatAWholeHttpHeadSays) {
  const Request request =
      read_request("HEAD /x HTTP/1.1\r\nHost: A.example\r\nPurpose: prefetch\r\n\r\n");
  EXPECT_EQ(request.state, HeadState::kWhole);
  EXPECT_EQ(request.host, "a.example");
  EXPECT_EQ(request.path, "/x");
  EXPECT_EQ(request.method, platform::HttpMethod::kHead);
  EXPECT_EQ(request.intent, Intent::kEmbedded);
}

TEST(Request, SpeaksNoProtocolWithGarbage) {
  for (const std::string_view bytes : {"\0\0"sv, "\x16\x09"sv, "SSH-2.0-x\r\n"sv}) {
    const Request request = read_request(bytes);
    EXPECT_EQ(request.state, HeadState::kForeign);
    EXPECT_EQ(request.protocol, Protocol::kNone);
  }
}

}  // namespace
}  // namespace holdfast::daemon
