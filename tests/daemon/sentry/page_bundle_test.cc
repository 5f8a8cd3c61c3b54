#include "daemon/sentry/page_bundle.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

SharedPages some_pages() {
  SharedPages pages;
  pages.style_source = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
  int number = 0;
  for (auto& languages : pages.pages)
    for (std::string& page : languages) page = "page " + std::to_string(number++);
  return pages;
}

TEST(PageBundle, ArrivesAsItWasPacked) {
  const auto back = unpack_pages(pack_pages(some_pages()));
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->style_source, some_pages().style_source);
  EXPECT_EQ(back->pages, some_pages().pages);
  EXPECT_EQ(back->page(SharedPage::kPassed, PageLanguage::kSpanish), "page 5");
}

TEST(PageBundle, IsRefusedWhenItDoesNotAddUp) {
  auto bytes = pack_pages(some_pages());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(unpack_pages(std::span(bytes).first(size))) << size;
  bytes.push_back(std::byte{0});
  EXPECT_FALSE(unpack_pages(bytes));
  bytes.pop_back();
  bytes[0] = std::byte{0};
  EXPECT_FALSE(unpack_pages(bytes));
  EXPECT_FALSE(unpack_pages(std::vector<std::byte>(1'000'000)));
}

TEST(PageBundle, PutsNoForeignWordsIntoTheHeader) {
  for (const char* source : {"", "'unsafe-inline'", "'sha256-a'; script-src *; x 'b'",
                             "'sha256-a\r\nSet-Cookie: b'", "'sha256-"}) {
    SharedPages pages = some_pages();
    pages.style_source = source;
    EXPECT_FALSE(unpack_pages(pack_pages(pages))) << source;
  }
}

TEST(PageBundle, FillsMarksOnceAndNothingElse) {
  const std::array marks = {PageMark{kTokenMark, "{{rule}}"}, PageMark{kRuleMark, "3f"}};
  EXPECT_EQ(with_marks("a {{token}} b {{rule}} c {{other}} {{", marks),
            "a {{rule}} b 3f c {{other}} {{");
  EXPECT_EQ(with_marks("", marks), "");
}

}  // namespace
}  // namespace holdfast::daemon
