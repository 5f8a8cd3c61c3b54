#include "policy/partner/partner_state.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(Consent, HasAWordForEveryAnswer) {
  for (const Consent consent :
       {Consent::kNone, Consent::kInvited, Consent::kAgreed, Consent::kStopped}) {
    EXPECT_FALSE(word(consent).empty());
    EXPECT_EQ(consent_of(word(consent)), consent);
  }
  EXPECT_EQ(consent_of("yes"), std::nullopt);
  EXPECT_EQ(consent_of(""), std::nullopt);
}

}  // namespace
}  // namespace holdfast
