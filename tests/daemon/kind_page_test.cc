#include "daemon/kind_page.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "platform/source_hash.h"

namespace holdfast::daemon {
namespace {

const KindPages& pages() {
  static const KindPages kPages(page_texts(), "http://127.0.53.66/resting");
  return kPages;
}

std::string personal(const KindPageFacts& facts, PageLanguage language = PageLanguage::kEnglish) {
  return pages().personal(facts, language);
}

bool has(const std::string& page, std::string_view part) {
  return page.find(part) != std::string::npos;
}

std::vector<std::string> every_page() {
  std::vector<std::string> all = {personal({}),
                                  personal({16, {"If I open it, then I walk"}, {{"Alex", "+15"}}})};
  for (const auto& languages : pages().shared().pages)
    for (const std::string& page : languages) all.push_back(page);
  return all;
}

TEST(KindPages, LoadNothingAndRunNothing) {
  for (const std::string& page : every_page()) {
    for (const char* part : {"<script", "<link", "src=", "url(", "@import", "style=\"", "onclick",
                             "<!--", "data-message", "data-call", "hidden>"})
      EXPECT_FALSE(has(page, part)) << part;
    EXPECT_TRUE(has(page, "<style>" + std::string(page_texts().css) + "</style>"));
  }
  EXPECT_EQ(pages().shared().style_source, platform::source_hash(page_texts().css));
}

TEST(KindPages, AreRightForAReader) {
  for (const std::string& page : every_page()) {
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\""));
    for (const char* tag : {"<main", "<h1", "<title"}) {
      const std::size_t first = page.find(tag);
      ASSERT_NE(first, std::string::npos) << tag;
      EXPECT_EQ(page.find(tag, first + 1), std::string::npos) << tag;
    }
    for (const char* empty : {"\"></", "<h1></h1>", "<h2></h2>", "<p></p>", "<li></li>"})
      EXPECT_FALSE(has(page, empty)) << empty;
  }
}

TEST(KindPages, UseWordsThatExist) {
  std::set<std::string> used;
  const std::string html(page_texts().html);
  const std::regex key("data-(?:message|call)=\"([a-z_0-9]*)\"");
  for (std::sregex_iterator it(html.begin(), html.end(), key), end; it != end; ++it)
    used.insert((*it)[1]);
  EXPECT_GT(used.size(), 20U);
  const PageWords words(page_texts().messages[0]);
  for (const std::string& one : used) EXPECT_NE(words[one], "") << one;
}

// The extension shows it as it stands until its script has run.
TEST(KindPages, StandInEnglishInTheTemplate) {
  const std::string html(page_texts().html);
  const PageWords words(page_texts().messages[0]);
  const std::regex element("data-message=\"([a-z_0-9]*)\">([^<]*)<");
  for (std::sregex_iterator it(html.begin(), html.end(), element), end; it != end; ++it)
    EXPECT_EQ((*it)[2], words[(*it)[1].str()]);
}

TEST(KindPages, SayTheDaysKindly) {
  EXPECT_FALSE(has(personal({}), "class=\"streak\""));
  EXPECT_TRUE(has(personal({.days = 0}), "Day one."));
  EXPECT_TRUE(has(personal({.days = 1}), "One day now"));
  EXPECT_TRUE(has(personal({.days = 16}), "16 days now"));
  EXPECT_TRUE(has(personal({.days = 16}, PageLanguage::kGerman), "16 Tage bis jetzt"));
  EXPECT_TRUE(has(personal({.days = 16}, PageLanguage::kSpanish),
                  "16 d\xc3\xad"
                  "as hasta aqu"));
}

TEST(KindPages, LetItPassFirst) {
  const std::string page = personal({.days = 3, .plans = {"If so, then so"}});
  const std::size_t button =
      page.find("<button class=\"pass\" type=\"submit\">Let it pass</button>");
  ASSERT_NE(button, std::string::npos);
  for (const char* later :
       {"Breathe", "If so, then so", "Come back", "Small moves", "Help in a crisis"})
    EXPECT_LT(button, page.find(later)) << later;
  EXPECT_TRUE(has(page, "name=\"rule\" value=\"{{rule}}\""));
  EXPECT_TRUE(has(page, "name=\"token\" value=\"{{token}}\""));
}

TEST(KindPages, SayWhatIsThePersonsOnlyToThem) {
  const std::string page =
      personal({16, {"If I open it, then I walk"}, {{"Alex", "+15557654321"}}});
  EXPECT_TRUE(has(page, "<blockquote>If I open it, then I walk</blockquote>"));
  EXPECT_TRUE(has(page, "href=\"tel:+15557654321\">Call Alex</a>"));
  for (const auto& languages : pages().shared().pages) {
    for (const std::string& other : languages) {
      for (const char* part : {"<form", "{{token}}", "class=\"streak\"", "<blockquote", "Alex"})
        EXPECT_FALSE(has(other, part)) << part;
    }
  }
}

TEST(KindPages, LetNoWordsBecomeHtmlOrAMark) {
  const std::string page =
      personal({3, {"If </blockquote><script> then {{token}}"}, {{"A\"x", "+1\"2"}}});
  EXPECT_FALSE(has(page, "<script"));
  EXPECT_FALSE(has(page, "\"x"));
  EXPECT_FALSE(has(page, "+1\""));
  EXPECT_EQ(page.find("{{token}}"), page.rfind("{{token}}"));
}

TEST(KindPages, ArePlainAboutWhatBecameOfIt) {
  const SharedPages shared = pages().shared();
  const auto english = [&](SharedPage which) { return shared.page(which, PageLanguage::kEnglish); };
  EXPECT_TRUE(has(english(SharedPage::kPassed), "<title>You let it pass</title>"));
  EXPECT_TRUE(has(english(SharedPage::kPassed), "That is strength"));
  EXPECT_TRUE(has(english(SharedPage::kStale), "nothing was noted"));
  EXPECT_TRUE(has(english(SharedPage::kStale), "href=\"/resting?rule={{rule}}\""));
  EXPECT_TRUE(has(english(SharedPage::kResting), "href=\"/passed\""));
  EXPECT_TRUE(has(english(SharedPage::kBlocked), "href=\"http://127.0.53.66/resting\""));
  for (const char* more : {"holdfast:window", "tel:", "findahelpline"})
    EXPECT_FALSE(has(english(SharedPage::kBlocked), more)) << more;
}

}  // namespace
}  // namespace holdfast::daemon
