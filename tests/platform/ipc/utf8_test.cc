#include "platform/ipc/utf8.h"

#include <gtest/gtest.h>

namespace holdfast::ipc {
namespace {

TEST(Utf8, TakesWellFormedText) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("plain"));
  EXPECT_TRUE(is_utf8("Zoë \u20AC \U0001F331"));
}

TEST(Utf8, RefusesWhatRfc3629Refuses) {
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));      // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_utf8("\xE2\x82"));          // cut short
  EXPECT_FALSE(is_utf8("\x80"));
  EXPECT_FALSE(is_utf8("\xFF"));
}

TEST(Utf8, ReplacesOnlyWhatIsWrong) {
  EXPECT_EQ(to_utf8("a\xFF"
                    "b"),
            "a\uFFFD"
            "b");
  EXPECT_EQ(to_utf8("caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_TRUE(is_utf8(to_utf8("\xE2\x82\xC0\xF4\x90")));
}

}  // namespace
}  // namespace holdfast::ipc
