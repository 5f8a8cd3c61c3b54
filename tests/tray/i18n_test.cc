#include "tray/i18n.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdio>

#include "tests/tray/test_language.h"

namespace holdfast {
namespace {

class I18nTest : public testing::Test {
 protected:
  void TearDown() override { speak("C"); }
};

TEST_F(I18nTest, TextIsInThePersonsLanguage) {
  speak("de_DE.UTF-8");
  EXPECT_STREQ(_("Let it pass"), "Lass es vorbeiziehen");
}

TEST_F(I18nTest, WithoutATranslationTextStaysEnglish) {
  speak("de_DE.UTF-8");
  EXPECT_STREQ(_("Never written down"), "Never written down");
  EXPECT_EQ(in_context("rule", "Never written down"), "Never written down");
  speak("C");
  EXPECT_STREQ(_("Let it pass"), "Let it pass");
  speak("xx_XX.UTF-8");
  EXPECT_STREQ(_("Let it pass"), "Let it pass");
}

TEST_F(I18nTest, TheEmptyTextStaysEmpty) {
  speak("de_DE.UTF-8");
  EXPECT_STREQ(_(""), "");
}

TEST_F(I18nTest, AWordCanMeanAnotherThingElsewhere) {
  speak("de_DE.UTF-8");
  EXPECT_EQ(in_context("rule", "open"), "offen für dich");
  EXPECT_EQ(in_context("door", "open"), "open");
  EXPECT_STREQ(_("open"), "open");
}

TEST_F(I18nTest, OneAndManyAreTold) {
  const auto days = [](unsigned long n) {
    return fill(ngettext("{1} day", "{1} days", n), {std::to_string(n)});
  };
  speak("de_DE.UTF-8");
  EXPECT_EQ(days(1), "1 Tag");
  EXPECT_EQ(days(2), "2 Tage");
  EXPECT_EQ(days(0), "0 Tage");
}

TEST_F(I18nTest, NumbersStayReadableToPrograms) {
  speak("de_DE.UTF-8");
  char text[8];
  std::snprintf(text, sizeof text, "%.1f", 0.5);
  EXPECT_STREQ(text, "0.5");
}

TEST(Fill, PutsThePartsWhereTheTextNamesThem) {
  EXPECT_EQ(fill("{2} of {1}", {"them", "two"}), "two of them");
  EXPECT_EQ(fill("{1}{1}", {"ha"}), "haha");
}

TEST(Fill, LeavesWhatNamesNoPart) {
  EXPECT_EQ(fill("{2} {0} {x} {} { {1", {"a"}), "{2} {0} {x} {} { {1");
  EXPECT_EQ(fill("", {"a"}), "");
}

TEST(Fill, DoesNotLookIntoParts) { EXPECT_EQ(fill("{1} {2}", {"{2}", "b"}), "{2} b"); }

}  // namespace
}  // namespace holdfast
