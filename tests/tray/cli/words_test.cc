#include "tray/cli/words.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

TEST(Words, CountsDays) {
  EXPECT_EQ(days_words(1), "1 day");
  EXPECT_EQ(days_words(0), "0 days");
  EXPECT_EQ(days_words(2), "2 days");
}

TEST(Words, SaysWithWhomThereIsNoContact) {
  EXPECT_EQ(no_contact_words("12 days", "them"), "12 days of no contact with them");
  EXPECT_EQ(no_contact_words("12 days", "X"), "12 days of no contact with X");
  EXPECT_EQ(no_contact_words("12 days", ""), "12 days of no contact");
}

TEST(Words, Lists) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

TEST(Words, NamesLayers) {
  EXPECT_EQ(layers_words({"hosts", "firewall", "tomorrow's"}), "hosts, firewall, tomorrow's");
  EXPECT_EQ(layers_words({}), "");
}

TEST(Words, RoundsAShareDown) {
  EXPECT_EQ(percent(100), "100");
  EXPECT_EQ(percent(99.99), "99.9");
  EXPECT_EQ(percent(99.8), "99.8");
  EXPECT_EQ(percent(0), "0");
}

TEST(Words, Capitalises) {
  EXPECT_EQ(capitalised("no rule"), "No rule");
  EXPECT_EQ(capitalised(""), "");
}

}  // namespace
}  // namespace holdfast::cli
