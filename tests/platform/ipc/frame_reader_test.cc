#include "platform/ipc/frame_reader.h"

#include <gtest/gtest.h>

namespace holdfast::ipc {
namespace {

using Room = FrameReader::Room;
using namespace std::string_view_literals;

TEST(FrameReader, GivesMessagesHoweverTheyWereCut) {
  const std::string_view stream = "one\0two\0\0three\0"sv;
  for (std::size_t step = 1; step <= stream.size(); ++step) {
    FrameReader reader;
    std::vector<std::string> seen;
    for (std::size_t at = 0; at < stream.size(); at += step) {
      ASSERT_EQ(reader.feed(stream.substr(at, step)), Room::kWithin);
      while (auto message = reader.next()) seen.emplace_back(*message);
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"one", "two", "", "three"})) << step;
    EXPECT_EQ(reader.pending_bytes(), 0u);
  }
}

TEST(FrameReader, KnowsAPartFromAMessage) {
  FrameReader reader;
  EXPECT_FALSE(reader.holds_only_a_part());
  reader.feed("{");
  EXPECT_TRUE(reader.holds_only_a_part());
  reader.feed("}\0{"sv);
  EXPECT_TRUE(reader.holds_a_message());
  EXPECT_FALSE(reader.holds_only_a_part());
  EXPECT_EQ(reader.next(), "{}");
  EXPECT_TRUE(reader.holds_only_a_part());
}

TEST(FrameReader, TakesAMessageOfExactlyTheCap) {
  FrameReader reader(4);
  EXPECT_EQ(reader.feed("abc\0"sv), Room::kWithin);
  EXPECT_EQ(reader.next(), "abc");
}

TEST(FrameReader, RefusesOneByteMoreAndKeepsWhatCameBefore) {
  FrameReader reader(4);
  EXPECT_EQ(reader.feed("ab\0abcd\0zz\0"sv), Room::kExceeded);
  EXPECT_EQ(reader.next(), "ab");
  EXPECT_EQ(reader.next(), std::nullopt);
  EXPECT_EQ(reader.feed("x\0"sv), Room::kExceeded);
  EXPECT_EQ(reader.next(), std::nullopt);
}

TEST(FrameReader, RefusesAnUnfinishedMessageAtTheCap) {
  FrameReader reader(4);
  EXPECT_EQ(reader.feed("abc"), Room::kWithin);
  EXPECT_EQ(reader.feed("d"), Room::kExceeded);
  EXPECT_EQ(reader.pending_bytes(), 0u);
}

TEST(FrameReader, ManySmallMessagesBehindALongPart) {
  FrameReader reader;
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "{}\0"sv;
  reader.feed(many);
  int seen = 0;
  while (reader.next()) {
    ++seen;
    reader.feed("");
  }
  EXPECT_EQ(seen, 50'000);
}

}  // namespace
}  // namespace holdfast::ipc
