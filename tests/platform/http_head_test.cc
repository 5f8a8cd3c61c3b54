#include "platform/http_head.h"

#include <gtest/gtest.h>

namespace holdfast::platform {
namespace {

constexpr std::string_view kVisit =
    "GET /her.name/?hl=en HTTP/1.1\r\nHost: WWW.Instagram.com:80\r\nSec-Fetch-Mode: navigate\r\n"
    "Sec-Fetch-Dest: document\r\nAccept: */*\r\n\r\n";

HttpHead with(std::string_view fields, std::string_view line = "GET / HTTP/1.1") {
  return read_http_head(std::string(line) + "\r\n" + std::string(fields) + "\r\n");
}

TEST(HttpHead, ReadsAVisitWholeAndNotBefore) {
  for (std::size_t size = 0; size < kVisit.size(); ++size)
    ASSERT_EQ(read_http_head(kVisit.substr(0, size)).state, HeadState::kMore) << size;
  const HttpHead head = read_http_head(kVisit);
  EXPECT_EQ(head.state, HeadState::kWhole);
  EXPECT_EQ(head.fault, HostFault::kNone);
  EXPECT_EQ(head.host, "www.instagram.com");
  EXPECT_EQ(head.path, "/her.name/?hl=en");
  EXPECT_EQ(head.method, HttpMethod::kGet);
  EXPECT_EQ(head.intent, Intent::kVisit);
}

TEST(HttpHead, ReadsTheFirstOfPipelinedRequests) {
  const std::string two = std::string(kVisit) + "GET / HTTP/1.1\r\nHost: b.example\r\n\r\n";
  EXPECT_EQ(read_http_head(two).host, "www.instagram.com");
}

TEST(HttpHead, TakesBareLineFeedsAndEmptyLinesAhead) {
  EXPECT_EQ(read_http_head("\r\n\r\nHEAD / HTTP/1.0\nhost:a.example\n\n").host, "a.example");
}

TEST(HttpHead, LetsTheTargetNameTheHost) {
  EXPECT_EQ(with("Host: a.example\r\n", "GET http://a.example:80/x HTTP/1.1").host, "a.example");
  const HttpHead alone = with("", "GET http://u:p@a.example/x?y HTTP/1.1");
  EXPECT_EQ(alone.host, "a.example");
  EXPECT_EQ(alone.path, "/x?y");
  EXPECT_EQ(with("Host: a.example\r\n", "CONNECT a.example:443 HTTP/1.1").host, "a.example");
  EXPECT_EQ(with("Host: a.example\r\n", "GET /?u=http://b.example/ HTTP/1.1").host, "a.example");
}

TEST(HttpHead, NamesNoHostWhereServersMightDisagree) {
  const auto fault = [](std::string_view fields, std::string_view line = "GET / HTTP/1.1") {
    const HttpHead head = with(fields, line);
    EXPECT_EQ(head.state, HeadState::kWhole);
    EXPECT_EQ(head.host, "");
    return head.fault;
  };
  EXPECT_EQ(fault(""), HostFault::kMissing);
  EXPECT_EQ(fault("Host: a.example\r\nhOST: a.example\r\n"), HostFault::kDuplicate);
  EXPECT_EQ(fault("Host: a.example\r\n", "GET http://b.example/ HTTP/1.1"), HostFault::kMismatch);
  EXPECT_EQ(fault("Host: a.example\r\n x: y\r\n"), HostFault::kInvalid);
  EXPECT_EQ(fault("Host : a.example\r\n"), HostFault::kInvalid);
  EXPECT_EQ(fault("Host: 203.0.113.7\r\n"), HostFault::kInvalid);
  EXPECT_EQ(fault("Host: [2001:db8::1]:80\r\n"), HostFault::kInvalid);
  EXPECT_EQ(fault("Host: a.example:8x\r\n"), HostFault::kInvalid);
  EXPECT_EQ(fault("Host: a.example\rb\r\n"), HostFault::kInvalid);
  EXPECT_EQ(fault("Host: a.example\r\n", "GET /a b HTTP/1.1"), HostFault::kInvalid);
}

TEST(HttpHead, TellsVisitsFromTheRest) {
  constexpr std::string_view kNavigate =
      "Host: a.example\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
  const auto plus = [&](std::string_view field) {
    return with(std::string(kNavigate) + std::string(field));
  };
  EXPECT_EQ(plus("").intent, Intent::kVisit);
  EXPECT_EQ(plus("Sec-Purpose: prefetch;prerender\r\n").intent, Intent::kEmbedded);
  EXPECT_EQ(plus("Purpose: prefetch\r\n").intent, Intent::kEmbedded);
  EXPECT_EQ(with("Host: a.example\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n").intent,
            Intent::kEmbedded);
  EXPECT_EQ(
      with("Host: a.example\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n").intent,
      Intent::kEmbedded);
  EXPECT_EQ(with("Host: a.example\r\n").intent, Intent::kUnknown);
  EXPECT_EQ(with("Host: a.example\r\n", "GET /favicon.ico?v=2 HTTP/1.1").intent, Intent::kEmbedded);
}

TEST(HttpHead, KnowsTheHttp2PrefaceAsHttpWithoutAHost) {
  constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  for (std::size_t size = 0; size < kPreface.size(); ++size)
    ASSERT_EQ(read_http_head(kPreface.substr(0, size)).state, HeadState::kMore) << size;
  const HttpHead head = read_http_head(std::string(kPreface) + "frames");
  EXPECT_EQ(head.state, HeadState::kWhole);
  EXPECT_EQ(head.fault, HostFault::kMissing);
}

TEST(HttpHead, RefusesGarbageWithoutWaiting) {
  using namespace std::string_view_literals;
  EXPECT_EQ(read_http_head("\0\1\2"sv).state, HeadState::kForeign);
  EXPECT_EQ(read_http_head("SSH-2.0-OpenSSH_9.2\r\n"sv).state, HeadState::kForeign);
  EXPECT_EQ(read_http_head("GET /\r\n"sv).state, HeadState::kForeign);  // HTTP/0.9
  EXPECT_EQ(read_http_head("GET / HTTP/2\r\n"sv).state, HeadState::kForeign);
  EXPECT_EQ(read_http_head(std::string(40, 'A')).state, HeadState::kForeign);
}

TEST(HttpHead, CutsALongPath) {
  const HttpHead head = with("Host: a.example\r\n", "GET /" + std::string(9000, 'a') + " HTTP/1.1");
  EXPECT_EQ(head.path.size(), kMaxPath);
}

TEST(HttpHead, KeepsWhatAPageOfItsOwnAsksFor) {
  const HttpHead head = with(
      "Host: 127.0.53.66:8080\r\nORIGIN: http://127.0.53.66:8080\r\nSec-Fetch-Site: same-origin\r\n"
      "Accept-Language: de-AT, en;q=0.5\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Content-Length: 42\r\n",
      "POST /pass HTTP/1.1");
  EXPECT_EQ(head.method, HttpMethod::kPost);
  EXPECT_EQ(head.host, "");
  EXPECT_EQ(head.fields.authority, "127.0.53.66:8080");
  EXPECT_EQ(head.fields.origin, "http://127.0.53.66:8080");
  EXPECT_EQ(head.fields.fetch_site, "same-origin");
  EXPECT_EQ(head.fields.accept_language, "de-AT, en;q=0.5");
  EXPECT_EQ(head.fields.content_type, "application/x-www-form-urlencoded");
  EXPECT_EQ(head.fields.content_length, 42U);
  EXPECT_FALSE(head.fields.is_ambiguous);
}

TEST(HttpHead, SaysWhereTheBodyBegins) {
  const std::string head = "\r\nPOST / HTTP/1.1\r\nHost: a.example\r\n\r\n";
  EXPECT_EQ(read_http_head(head + "rule=1").size, head.size());
}

TEST(HttpHead, NamesNoAuthorityWhereServersMightDisagree) {
  EXPECT_EQ(with("Host: a\r\nHost: a\r\n").fields.authority, "");
  EXPECT_EQ(with("Host: a\r\n x: y\r\n").fields.authority, "");
  EXPECT_EQ(with("Host: a.example\r\n", "GET http://a.example/ HTTP/1.1").fields.authority, "");
}

TEST(HttpHead, SaysThatABodyOrItsSenderIsUnclear) {
  for (const char* fields :
       {"Content-Length: 1\r\nContent-Length: 1\r\n", "Content-Length: +1\r\n",
        "Content-Length: 1, 1\r\n", "Content-Length: \r\n",
        "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n",
        "Origin: http://a\r\nOrigin: http://a\r\n", "Content-Type: a\r\nContent-Type: a\r\n"})
    EXPECT_TRUE(with(fields).fields.is_ambiguous) << fields;
}

TEST(HttpHead, KeepsNoMoreOfAFieldThanItMust) {
  EXPECT_EQ(
      with("Accept-Language: " + std::string(1000, 'a') + "\r\n").fields.accept_language.size(),
      kMaxField);
}

}  // namespace
}  // namespace holdfast::platform
