#include "platform/mail/verdict.h"

#include <gtest/gtest.h>

namespace holdfast::platform {
namespace {

TEST(MailVerdict, HasAWordForEachKind) {
  for (const auto kind :
       {MailVerdict::Kind::kSent, MailVerdict::Kind::kLater, MailVerdict::Kind::kRefused,
        MailVerdict::Kind::kMisconfigured, MailVerdict::Kind::kUnsure}) {
    EXPECT_EQ(verdict_kind(word_of(kind)), kind);
  }
  EXPECT_EQ(verdict_kind("Sent"), std::nullopt);
  EXPECT_EQ(verdict_kind(""), std::nullopt);
}

}  // namespace
}  // namespace holdfast::platform
