#include "daemon/sentry/http_response.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using platform::HttpMethod;

TEST(HttpResponse, LetsThePageDoNothing) {
  const std::string response = http_response(
      {.status = "200 OK", .body = "<p>x", .style_source = "'sha256-a'"}, HttpMethod::kGet);
  EXPECT_TRUE(response.starts_with("HTTP/1.1 200 OK\r\n"));
  for (const char* field :
       {"Content-Type: text/html; charset=utf-8", "Content-Length: 4", "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'; style-src 'sha256-a'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
        "Referrer-Policy: same-origin", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
        "Connection: close"})
    EXPECT_NE(response.find("\r\n" + std::string(field) + "\r\n"), std::string::npos) << field;
  EXPECT_EQ(response.find("Cookie"), std::string::npos);
  EXPECT_TRUE(response.ends_with("\r\n\r\n<p>x"));
}

TEST(HttpResponse, HasNoBodyForHead) {
  const std::string response =
      http_response({.status = "200 OK", .body = "<p>x"}, HttpMethod::kHead);
  EXPECT_NE(response.find("Content-Length: 4\r\n"), std::string::npos);
  EXPECT_TRUE(response.ends_with("\r\n\r\n"));
}

TEST(HttpResponse, PointsElsewhere) {
  const std::string response =
      http_response({.status = "303 See Other", .location = "/passed"}, HttpMethod::kPost);
  EXPECT_NE(response.find("\r\nLocation: /passed\r\n"), std::string::npos);
  EXPECT_NE(response.find("style-src 'none'"), std::string::npos);
}

}  // namespace
}  // namespace holdfast::daemon
