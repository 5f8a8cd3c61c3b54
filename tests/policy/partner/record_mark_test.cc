#include "policy/partner/record_mark.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

const std::string kHash = "7f3a9c21e01183ab" + std::string(48, '5');

TEST(RecordMark, IsShortEnoughToBeRead) {
  const RecordMark mark = make_mark(61, kHash);
  EXPECT_EQ(to_text(mark), "61:7f3a-9c21-e011-83ab");
  EXPECT_EQ(parse_mark(to_text(mark)).value(), mark);
}

TEST(RecordMark, IsTakenAsPeopleCopyIt) {
  const RecordMark mark = make_mark(61, kHash);
  EXPECT_EQ(parse_mark(" \t61:7F3A-9C21-E011-83AB\r\n").value(), mark);
  EXPECT_EQ(parse_mark("061:7f3a-9c21-e011-83ab").value(), mark);
  EXPECT_EQ(parse_mark("999999999999999:7f3a-9c21-e011-83ab").value().entries, 999'999'999'999'999);
}

TEST(RecordMark, IsNothingElse) {
  for (const char* text :
       {"", " ", ":", "61", "61:", "61:7f3a-9c21-e011-83a", "61:7f3a-9c21-e011-83abc",
        "61:7f3a9c21e01183ab", "61:7f3a-9c21-e011-83ag", "61:7f3a 9c21 e011 83ab",
        "61:7f3a-9c21-e01183-ab", "-1:7f3a-9c21-e011-83ab", "-0:7f3a-9c21-e011-83ab",
        "+1:7f3a-9c21-e011-83ab", " 6 1:7f3a-9c21-e011-83ab", "0x1:7f3a-9c21-e011-83ab",
        "1000000000000000:7f3a-9c21-e011-83ab", "61:7f3a-9c21-e011-83ab."}) {
    const auto mark = parse_mark(text);
    ASSERT_FALSE(mark) << text;
    EXPECT_EQ(mark.error().code, ErrorCode::kInvalid);
  }
}

TEST(RecordStory, ContinuesOnlyWhereAllIsThere) {
  const RecordMark mark = make_mark(61, kHash);
  EXPECT_EQ(story_of(mark, 0, {kHash, 0}), RecordStory::kContinues);
  EXPECT_EQ(story_of(mark, 0, {kHash, 1}), RecordStory::kChanged);
  EXPECT_EQ(story_of(mark, 1, {kHash, 1}), RecordStory::kContinues) << "told before";
  EXPECT_EQ(story_of(mark, 1, {kHash, 2}), RecordStory::kChanged);
  EXPECT_EQ(story_of(mark, 0, {"", 0}), RecordStory::kChanged) << "cut";
  EXPECT_EQ(story_of(mark, 0, {"8" + kHash.substr(1), 0}), RecordStory::kChanged);
}

}  // namespace
}  // namespace holdfast
