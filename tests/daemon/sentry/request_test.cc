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

TEST(Request, WaitsForTheFormOfALoopbackAddress) {
  const std::string head = "POST /pass HTTP/1.1\r\nHost: 127.0.53.66\r\nContent-Length: 6\r\n\r\n";
  EXPECT_EQ(read_request(head).state, HeadState::kMore);
  EXPECT_EQ(read_request(head + "rule=").state, HeadState::kMore);
  const Request whole = read_request(head + "rule=1&more");
  EXPECT_EQ(whole.state, HeadState::kWhole);
  EXPECT_EQ(whole.body_state, BodyState::kWhole);
  EXPECT_EQ(whole.body, "rule=1");
}

TEST(Request, WaitsForNoOtherBody) {
  const auto post = [](const std::string& fields) {
    return read_request("POST / HTTP/1.1\r\n" + fields + "\r\n");
  };
  for (const char* fields :
       {"Host: a.example\r\nContent-Length: 6\r\n", "Host: 203.0.113.7\r\nContent-Length: 6\r\n"}) {
    EXPECT_EQ(post(fields).state, HeadState::kWhole) << fields;
    EXPECT_EQ(post(fields).body_state, BodyState::kNone) << fields;
  }
  EXPECT_EQ(post("Host: 127.0.53.66\r\nContent-Length: 1025\r\n").body_state, BodyState::kTooLarge);
  EXPECT_EQ(post("Host: 127.0.53.66\r\nContent-Length: 99999999999\r\n").body_state,
            BodyState::kTooLarge);
  EXPECT_EQ(post("Host: 127.0.53.66\r\n").body_state, BodyState::kUnreadable);
  EXPECT_EQ(
      post("Host: 127.0.53.66\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n").body_state,
      BodyState::kUnreadable);
}

}  // namespace
}  // namespace holdfast::daemon
