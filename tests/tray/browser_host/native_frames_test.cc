#include "tray/browser_host/native_frames.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace holdfast::tray {
namespace {

TEST(NativeFrames, ComeOutAsTheyWentInHoweverTheyAreCut) {
  const boost::json::object message{{"visit", "0123456789abcdef"}};
  const std::string bytes = native_message(message) + native_message({{"hello", 1}});
  NativeReader reader;
  std::vector<boost::json::object> got;
  for (const char byte : bytes) {
    ASSERT_TRUE(reader.feed(std::string_view(&byte, 1)));
    while (const auto next = reader.next()) got.push_back(*next);
  }
  ASSERT_EQ(got.size(), 2u);
  EXPECT_EQ(got[0], message);
}

TEST(NativeFrames, TakeWhatIsNoObjectForAnEmptyOne) {
  NativeReader reader;
  ASSERT_TRUE(reader.feed(std::string("\4\0\0\0[1]x", 8)));
  EXPECT_EQ(reader.next(), boost::json::object());
  EXPECT_EQ(reader.next(), std::nullopt);
}

TEST(NativeFrames, EndWithALengthThatNoExtensionHasToSay) {
  NativeReader reader;
  EXPECT_FALSE(reader.feed("\xff\xff\xff\x7f"));
  EXPECT_EQ(reader.next(), std::nullopt);
  EXPECT_FALSE(reader.feed("\1"));
}

TEST(NativeFrames, AreNoneWhereABrowserWouldNotTakeThem) {
  EXPECT_TRUE(native_message({{"x", std::string(kLongestToBrowser, 'x')}}).empty());
}

}  // namespace
}  // namespace holdfast::tray
