#include "tray/link/link_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace holdfast::tray {
namespace {

using testing::HasSubstr;

TEST(LinkWords, SayNothingWhenAllIsWell) {
  EXPECT_EQ(words_for(LinkState::kConnected).what, "");
  EXPECT_EQ(words_for(LinkState::kConnected).advice, "");
}

TEST(LinkWords, SayWhatToDo) {
  EXPECT_THAT(words_for(LinkState::kAway).advice, HasSubstr("systemctl start"));
  EXPECT_THAT(words_for(LinkState::kAway).advice, HasSubstr("stays blocked"));
  EXPECT_THAT(words_for(LinkState::kSilent).what, HasSubstr("takes its time"));
  EXPECT_THAT(words_for(LinkState::kRefused).advice,
              HasSubstr("--person " + std::to_string(::getuid())));
  EXPECT_THAT(words_for(LinkState::kOtherVersion).advice, HasSubstr("Log out"));
  EXPECT_NE(words_for(LinkState::kConnecting).what, "");
}

}  // namespace
}  // namespace holdfast::tray
