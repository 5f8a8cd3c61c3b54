#include "tray/window/partner_model.h"

#include <gmock/gmock.h>

namespace holdfast::window {
namespace {

using testing::HasSubstr;

const PartnerDraft kDraft{"A.", "friend@example.org", 0, "18:00"};

TEST(PartnerModel, WritesALineOfThePolicy) {
  EXPECT_EQ(partner_statement(kDraft),
            "partner friend@example.org name A. summary weekly sun 18:00");
  PartnerDraft draft{"Amira \"Ami\" B.", "a.b@example.org", 3, "8"};
  EXPECT_EQ(partner_statement(draft),
            "partner a.b@example.org name \"Amira \\\"Ami\\\" B.\" summary weekly wed 08:00");
  draft.name = "two\nlines";
  EXPECT_FALSE(partner_statement(draft));
  EXPECT_THAT(missing(draft), HasSubstr("on one line"));
}

TEST(PartnerModel, SaysWhatIsMissing) {
  EXPECT_EQ(missing(kDraft), "");
  PartnerDraft draft = kDraft;
  draft.name.clear();
  EXPECT_THAT(missing(draft), HasSubstr("What do you call"));
  draft = kDraft;
  draft.mail = "friend";
  EXPECT_THAT(missing(draft), HasSubstr("no mail address"));
  draft = kDraft;
  draft.time = "evening";
  EXPECT_THAT(missing(draft), HasSubstr("18:00"));
}

TEST(PartnerModel, KnowsWhatLooksLikeAMailAddress) {
  for (const char* good : {"a@b", "first.last+tag@mail.example.org"}) {
    EXPECT_TRUE(is_mail_address(good)) << good;
  }
  for (const char* bad :
       {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\nBcc: c@d", "A <a@b>", "a@b,c@d"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
}

TEST(PartnerModel, TakesATimeAsPeopleWriteIt) {
  EXPECT_EQ(time_of_day("18:00"), "18:00");
  EXPECT_EQ(time_of_day("8.30"), "08:30");
  EXPECT_EQ(time_of_day("9"), "09:00");
  EXPECT_EQ(time_of_day("0:05"), "00:05");
  for (const char* bad :
       {"", "24:00", "18:60", "18:", "18:5", ":30", "six", "1 8", "-1", "180:00", "18:000"}) {
    EXPECT_FALSE(time_of_day(bad)) << bad;
  }
}

}  // namespace
}  // namespace holdfast::window
