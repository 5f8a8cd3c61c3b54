#include "daemon/sentry/kind_page.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using platform::HttpMethod;

std::string_view body_of(std::string_view answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

TEST(KindPage, IsWholeAndNeverCached) {
  const std::string_view answer = http_answer(HttpMethod::kGet, PageKind::kPage);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 403 Forbidden\r\n"));
  EXPECT_NE(answer.find("\r\nCache-Control: no-store\r\n"), std::string_view::npos);
  EXPECT_NE(answer.find("\r\nContent-Length: " + std::to_string(body_of(answer).size()) + "\r\n"),
            std::string_view::npos);
  EXPECT_NE(answer.find("you can ride this"), std::string_view::npos);
}

TEST(KindPage, LoadsNothing) {
  const std::string_view body = body_of(http_answer(HttpMethod::kGet, PageKind::kPage));
  for (const char* reference : {"http", "src=", "href=", "url(", "@import", "<script"})
    EXPECT_EQ(body.find(reference), std::string_view::npos) << reference;
}

TEST(KindPage, HasNoBodyForHeadAndForIcons) {
  EXPECT_EQ(body_of(http_answer(HttpMethod::kHead, PageKind::kPage)), "");
  const std::string_view icon = http_answer(HttpMethod::kGet, PageKind::kIcon);
  EXPECT_TRUE(icon.starts_with("HTTP/1.1 404"));
  EXPECT_EQ(body_of(icon), "");
  EXPECT_EQ(page_kind("/favicon.ico?v=2"), PageKind::kIcon);
  EXPECT_EQ(page_kind("/favicon.icon"), PageKind::kPage);
}

TEST(KindPage, SpeaksTheClientsTls) {
  const auto alert = tls_answer(0x0301);
  const std::array<int, 7> expected{21, 3, 1, 0, 2, 2, 49};
  for (std::size_t i = 0; i < alert.size(); ++i)
    EXPECT_EQ(std::to_integer<int>(alert[i]), expected[i]);
  EXPECT_EQ(tls_answer(0x0303)[2], std::byte{3});
  EXPECT_EQ(tls_answer(0)[2], std::byte{3});
}

}  // namespace
}  // namespace holdfast::daemon
