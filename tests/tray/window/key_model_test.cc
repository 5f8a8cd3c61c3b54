#include "tray/window/key_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

TEST(KeyModel, SaysWhetherThereIsAKeyAndFromWhenItCounts) {
  Snapshot snapshot = sample();
  EXPECT_FALSE(key_view(snapshot).has_key);
  EXPECT_EQ(key_view(snapshot).state, "There is no key yet.");
  snapshot.partner["key_counts_from"] = "2026-03-13T20:00:00Z";
  EXPECT_TRUE(key_view(snapshot).has_key);
  EXPECT_EQ(key_view(snapshot).state, "There is a key. It counts from tomorrow 20:00.");
  snapshot.partner["key_counts_from"] = "2026-03-12T19:00:00Z";
  EXPECT_EQ(key_view(snapshot).state, "There is a key, and it counts.");
}

TEST(KeyModel, SaysUntilWhenALooseningIsTakenAtOnce) {
  Snapshot snapshot = sample();
  EXPECT_EQ(key_view(snapshot).pass, "");
  snapshot.partner["pass_until"] = "2026-03-12T20:10:00Z";
  EXPECT_THAT(key_view(snapshot).pass, HasSubstr("today 20:10"));
  snapshot.partner["pass_until"] = "2026-03-12T19:10:00Z";
  EXPECT_EQ(key_view(snapshot).pass, "");
}

TEST(KeyModel, ReadsTheSecretOutOfTheAddress) {
  const auto key = new_key(object(R"({"counts_from": "2026-03-13T20:00:00Z",
      "uri": "otpauth://totp/Holdfast:Me?issuer=Holdfast&secret=JBSWY3DPEHPK3PXP&digits=6"})"),
                           sample_now());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->secret, "JBSW Y3DP EHPK 3PXP");
  EXPECT_EQ(key->counts, "It counts from tomorrow 20:00.");
  EXPECT_EQ(new_key(object(R"({"uri": "otpauth://totp/x?secret=JBSWY3DPEHPK3PXPJBSWY3DP"})"),
                    sample_now())
                ->secret,
            "JBSW Y3DP EHPK 3PXP\nJBSW Y3DP");
  EXPECT_FALSE(new_key(object(R"({"uri": "otpauth://totp/x"})"), sample_now()));
  EXPECT_FALSE(new_key(object(R"({"uri": "otpauth://totp/secret=AAAA"})"), sample_now()));
  EXPECT_FALSE(new_key({}, sample_now()));
}

TEST(KeyModel, TakesSixDigitsAsAPhoneShowsThem) {
  EXPECT_EQ(code_of("123456"), "123456");
  EXPECT_EQ(code_of("123 456"), "123456");
  EXPECT_EQ(code_of("123-456"), "123456");
  for (const char* bad : {"", "12345", "1234567", "12a456", "١٢٣٤٥٦"}) {
    EXPECT_FALSE(code_of(bad)) << bad;
  }
}

TEST(KeyModel, SaysWhatACodeDid) {
  EXPECT_THAT(unlocked_words(object(R"({"until": "2026-03-12T20:10:00Z"})"), sample_now()),
              HasSubstr("Until today 20:10 one loosening"));
  EXPECT_THAT(unlocked_words({}, sample_now()), HasSubstr("One loosening"));
}

}  // namespace
}  // namespace holdfast::window
