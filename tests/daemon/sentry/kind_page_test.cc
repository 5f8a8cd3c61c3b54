#include "daemon/sentry/kind_page.h"

#include <gtest/gtest.h>

#include "platform/source_hash.h"

namespace holdfast::daemon {
namespace {

using platform::HttpMethod;

TEST(KindPage, IsSmallAndWarm) {
  const std::string answer = small_page("403 Forbidden", HttpMethod::kGet);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 403 Forbidden\r\n"));
  EXPECT_NE(answer.find("you can ride this"), std::string::npos);
  for (const char* reference : {"http:", "src=", "href=", "url(", "@import", "<script"})
    EXPECT_EQ(answer.find(reference), std::string::npos) << reference;
}

TEST(KindPage, AllowsTheStyleThatItHas) {
  EXPECT_EQ(kSmallPageStyleSource, platform::source_hash(small_page_style()));
  const std::string answer = small_page("200 OK", HttpMethod::kGet);
  EXPECT_NE(answer.find("style-src " + std::string(kSmallPageStyleSource)), std::string::npos);
}

TEST(KindPage, KnowsAnIcon) {
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
