#include "daemon/page_template.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

const PageWords& words() {
  static const PageWords kWords(
      R"({"hello": {"message": "Hi <you>"}, "number": {"message": "0800 11-1"}})");
  return kWords;
}

std::string filled(std::string_view page, const PageFilling& filling = {}) {
  return filled_page(page, filling, words());
}

TEST(PageTemplate, PutsWordsInPlace) {
  EXPECT_EQ(filled("<p class=\"a\" data-message=\"hello\">Hello</p><b>b</b>"),
            "<p class=\"a\">Hi &#60;you&#62;</p><b>b</b>");
  EXPECT_EQ(filled("<p data-message=\"none\">Hello</p>"), "<p></p>");
}

TEST(PageTemplate, PutsNumbersInPlace) {
  EXPECT_EQ(filled("<a class=\"a\" data-call=\"number\" href=\"tel:1\">1</a>"),
            "<a class=\"a\" href=\"tel:0800111\">0800 11-1</a>");
}

TEST(PageTemplate, KeepsThePartsThatAreWanted) {
  constexpr std::string_view kPage =
      "a\n<!-- if x y -->\nb\n<!-- if z -->\nc\n<!-- end -->\nd\n<!-- end -->\ne\n";
  EXPECT_EQ(filled(kPage), "a\ne\n");
  EXPECT_EQ(filled(kPage, {{"z"}, {}}), "a\ne\n");
  EXPECT_EQ(filled(kPage, {{"y"}, {}}), "a\nb\nd\ne\n");
  EXPECT_EQ(filled(kPage, {{"x", "z"}, {}}), "a\nb\nc\nd\ne\n");
}

TEST(PageTemplate, FillsSlotsAsTheyAre) {
  constexpr std::string_view kPage = "a<!-- slot one -->b<!-- slot two -->c";
  EXPECT_EQ(filled(kPage, {{}, {{"one", "<i data-message=\"hello\">"}}}),
            "a<i data-message=\"hello\">bc");
  EXPECT_EQ(filled("<!-- if x --><!-- slot one --><!-- end -->", {{}, {{"one", "1"}}}), "");
}

TEST(PageTemplate, EndsWhereverAPageIsCutOff) {
  constexpr std::string_view kPage =
      "<!-- if x --><p data-message=\"hello\">H</p><a data-call=\"number\">1</a><!-- slot one -->";
  for (std::size_t size = 0; size < kPage.size(); ++size)
    EXPECT_LT(filled(kPage.substr(0, size), {{"x"}, {}}).size(), 200U);
}

}  // namespace
}  // namespace holdfast::daemon
