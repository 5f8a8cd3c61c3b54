#include "tray/cli/kept_mail.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

constexpr const char* kMark = "61:7f3a-9c21-e011-83ab";

TEST(RecordMark, IsFoundInTheHeader) {
  EXPECT_EQ(find_record_mark("From: a@example.org\r\nX-Holdfast-Record: 61:7f3a-9c21-e011-83ab\r\n"
                             "\r\nlast week 9:0000-0000-0000-0000\r\n"),
            kMark);
  EXPECT_EQ(find_record_mark("x-holdfast-record:61:7F3A-9C21-E011-83AB\n"), kMark);
  EXPECT_EQ(find_record_mark("X-Holdfast-Record:\r\n 61:7f3a-9c21-e011-83ab\r\nTo: b\r\n"), kMark);
}

TEST(RecordMark, IsElseTheLastWordOfItsShape) {
  EXPECT_EQ(find_record_mark("before: 9:0000-0000-0000-0000\nnow: 61:7f3a-9c21-e011-83ab.\n"),
            kMark);
  EXPECT_EQ(find_record_mark("(61:7f3a-9c21-e011-83ab)"), kMark);
  EXPECT_EQ(find_record_mark("X-Holdfast-Record: none\n\n61:7f3a-9c21-e011-83ab"), kMark);
}

TEST(RecordMark, IsFoundAcrossASoftLineBreak) {
  EXPECT_EQ(find_record_mark("The mark is 61:7f3a-9c2=\r\n1-e011-83ab\r\n"), kMark);
  EXPECT_EQ(find_record_mark("The mark is 6=\n1:7f3a-9c21-e011-83ab"), kMark);
}

TEST(RecordMark, IsNotPartOfSomethingLonger) {
  for (const char* text : {
           "",
           "61",
           ":7f3a-9c21-e011-83ab",
           "61:7f3a-9c21-e011-83a",
           "61:7f3a-9c21-e011-83ab-0000",
           "61:7f3a-9c21-e011-83abc",
           "x61:7f3a-9c21-e011-83ab",
           "61:7f3a:9c21:e011:83ab",
           "61:7g3a-9c21-e011-83ab",
           "1:61:7f3a-9c21-e011-83ab",
           "1234567890123456789:7f3a-9c21-e011-83ab",
           "2001:db8::1",
           "at 12:30 o'clock",
       }) {
    EXPECT_EQ(find_record_mark(text), std::nullopt) << text;
  }
}

TEST(RecordMark, ManyColonsTakeNoTime) {
  EXPECT_EQ(find_record_mark(std::string(4 * 1024 * 1024, ':')), std::nullopt);
  EXPECT_EQ(find_record_mark(std::string(4 * 1024 * 1024, '1') + ":7f3a-9c21-e011-83ab"),
            std::nullopt);
}

}  // namespace
}  // namespace holdfast::cli
