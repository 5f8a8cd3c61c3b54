#include "daemon/sentry/page_desk.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using platform::HttpMethod;

constexpr Instant kNow{1h};
constexpr std::string_view kRule = "3f9c0a1b2c3d4e5f";
constexpr std::string_view kPersonal = "day 7 {{token}} {{rule}}";

SharedPages some_pages() {
  SharedPages pages;
  pages.style_source = "'sha256-a'";
  const std::array names = {"resting", "passed", "stale", "blocked"};
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = 0; j < kPageLanguages.size(); ++j)
      pages.pages[i][j] = names[i] + (" " + std::string(kPageLanguages[j])) + " {{rule}} {{token}}";
  return pages;
}

PageVisit visit(PageWish wish, HttpMethod method = HttpMethod::kGet) {
  return {.wish = wish,
          .language = PageLanguage::kGerman,
          .method = method,
          .rule = std::string(kRule)};
}

std::string body_of(const std::string& response) {
  return response.substr(response.find("\r\n\r\n") + 4);
}

class PageDeskTest : public testing::Test {
 protected:
  PageDeskTest() { desk_.use(some_pages()); }
  std::string at_once(const PageVisit& visit, Instant now = kNow) {
    const auto begun = desk_.begin(visit, now);
    const auto* response = std::get_if<std::string>(&begun);
    return response != nullptr ? *response : "asked";
  }
  // The token in the form that the person gets.
  std::string handed_token(Instant now = kNow) {
    return body_of(desk_.finish(visit(PageWish::kShow), kPersonal, now)).substr(6, 32);
  }
  PageVisit form(const std::string& token) {
    PageVisit sent = visit(PageWish::kPass, HttpMethod::kPost);
    sent.token = token;
    return sent;
  }

  PageDesk desk_;
};

TEST_F(PageDeskTest, AsksWhoLooks) {
  EXPECT_EQ(std::get<PageDeed>(desk_.begin(visit(PageWish::kShow), kNow)), PageDeed::kShow);
  const std::string others = desk_.finish(visit(PageWish::kShow), {}, kNow);
  EXPECT_TRUE(others.starts_with("HTTP/1.1 200 OK"));
  EXPECT_EQ(body_of(others), "resting de " + std::string(kRule) + " {{token}}");
  const std::string person = body_of(desk_.finish(visit(PageWish::kShow), kPersonal, kNow));
  EXPECT_TRUE(person.starts_with("day 7 "));
  EXPECT_TRUE(person.ends_with(kRule));
  EXPECT_EQ(person.find("{{"), std::string::npos);
}

TEST_F(PageDeskTest, TakesAHandedTokenOnce) {
  const std::string token = handed_token();
  EXPECT_NE(token, handed_token());
  EXPECT_EQ(std::get<PageDeed>(desk_.begin(form(token), kNow)), PageDeed::kPass);
  const std::string response = desk_.finish(form(token), {}, kNow);
  EXPECT_TRUE(response.starts_with("HTTP/1.1 303 See Other"));
  EXPECT_NE(response.find("\r\nLocation: /passed\r\n"), std::string::npos);
  const std::string again = at_once(form(token));
  EXPECT_TRUE(again.starts_with("HTTP/1.1 403"));
  EXPECT_TRUE(body_of(again).starts_with("stale de"));
}

TEST_F(PageDeskTest, TakesNoOldOrForeignToken) {
  const std::string old = handed_token();
  EXPECT_TRUE(at_once(form(old), kNow + 1h).starts_with("HTTP/1.1 403"));
  EXPECT_TRUE(at_once(form(std::string(32, '0'))).starts_with("HTTP/1.1 403"));
  PageVisit other_rule = form(handed_token());
  other_rule.rule = "0000000000000000";
  EXPECT_TRUE(at_once(other_rule).starts_with("HTTP/1.1 403"));
}

TEST_F(PageDeskTest, HandsOutNothingForHead) {
  const std::string response = at_once(visit(PageWish::kShow, HttpMethod::kHead));
  EXPECT_TRUE(response.starts_with("HTTP/1.1 200 OK"));
  EXPECT_EQ(body_of(response), "");
}

TEST_F(PageDeskTest, AnswersEachWayOfGoingWrong) {
  const auto status = [&](PageWish wish) { return at_once(visit(wish)).substr(9, 3); };
  EXPECT_EQ(status(PageWish::kNotFound), "404");
  EXPECT_EQ(status(PageWish::kWrongMethod), "405");
  EXPECT_EQ(status(PageWish::kTooLarge), "413");
  EXPECT_EQ(status(PageWish::kWrongType), "415");
  EXPECT_EQ(status(PageWish::kUnreadable), "400");
  EXPECT_EQ(status(PageWish::kForbidden), "403");
  EXPECT_EQ(status(PageWish::kStale), "403");
  EXPECT_EQ(status(PageWish::kPassed), "200");
  EXPECT_EQ(body_of(at_once(visit(PageWish::kForbidden))), "");
}

TEST_F(PageDeskTest, AsksNoMoreThanTheDaemonCanBear) {
  for (int i = 0; i < PageDesk::kMostQuestions; ++i)
    EXPECT_EQ(at_once(visit(PageWish::kShow)), "asked");
  EXPECT_TRUE(body_of(at_once(visit(PageWish::kShow))).starts_with("resting de"));
  EXPECT_EQ(at_once(visit(PageWish::kShow), kNow + 1s), "asked");
}

TEST_F(PageDeskTest, SpeaksOfBlockedNamesToAnybodyAlike) {
  EXPECT_TRUE(body_of(desk_.blocked(visit(PageWish::kNotFound), PageKind::kPage))
                  .starts_with("blocked de"));
  EXPECT_TRUE(
      desk_.blocked(visit(PageWish::kNotFound), PageKind::kIcon).starts_with("HTTP/1.1 404"));
}

TEST(PageDesk, HasAPageBeforeItIsHandedAny) {
  PageDesk desk;
  const std::string page = desk.finish(visit(PageWish::kShow), kPersonal, kNow);
  EXPECT_NE(page.find("you can ride this"), std::string::npos);
  EXPECT_EQ(page.find("day 7"), std::string::npos);
  EXPECT_TRUE(
      desk.blocked(visit(PageWish::kNotFound), PageKind::kPage).starts_with("HTTP/1.1 403"));
}

}  // namespace
}  // namespace holdfast::daemon
