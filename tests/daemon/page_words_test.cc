#include "daemon/page_words.h"

#include <gtest/gtest.h>

#include <set>

#include "daemon/page_texts.h"

namespace holdfast::daemon {
namespace {

std::set<std::string> keys_of(std::string_view json) {
  std::set<std::string> keys;
  const PageWords words(json);
  for (const auto& [key, text] : words.all()) keys.insert(key);
  return keys;
}

TEST(PageWords, AreReadFromMessages) {
  const PageWords words(R"({"a": {"message": "A", "description": "d"}, "b": {"message": "$1 B"}})");
  EXPECT_EQ(words["a"], "A");
  EXPECT_EQ(words["c"], "");
  EXPECT_EQ(words.filled("b", "7"), "7 B");
  EXPECT_EQ(words.filled("a", "7"), "A");
}

TEST(PageWords, AreNoneWhereThereAreNone) {
  for (const char* text : {"", "[]", "{", R"({"a": 1})", R"({"a": {"message": 1}})"})
    EXPECT_TRUE(PageWords(text).all().empty()) << text;
}

TEST(PageWords, AreThereInEveryLanguage) {
  const auto english = keys_of(page_texts().messages[0]);
  EXPECT_GT(english.size(), 30U);
  for (std::size_t i = 0; i < kPageLanguages.size(); ++i) {
    const std::string_view messages = page_texts().messages[i];
    EXPECT_EQ(keys_of(messages), english) << kPageLanguages[i];
    const PageWords words(messages);
    EXPECT_EQ(words["lang"], kPageLanguages[i]);
    for (const auto& [key, text] : words.all()) {
      EXPECT_FALSE(text.empty()) << key;
      const bool has_place =
          PageWords(page_texts().messages[0])[key].find("$1") != std::string::npos;
      EXPECT_EQ(text.find("$1") != std::string::npos, has_place) << kPageLanguages[i] << " " << key;
    }
  }
}

TEST(PageWords, AreEscapedForHtml) {
  EXPECT_EQ(html_escaped("a<b> & \"c\" 'd' {{token}} \xc3\xa9"),
            "a&#60;b&#62; &#38; &#34;c&#34; &#39;d&#39; &#123;&#123;token&#125;&#125; \xc3\xa9");
}

}  // namespace
}  // namespace holdfast::daemon
