#include "daemon/export_pieces.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/ipc/utf8.h"

namespace holdfast::daemon {
namespace {

std::vector<std::string> pieces_of(std::function<std::string()> more) {
  NextPiece next = text_pieces(std::move(more));
  std::vector<std::string> pieces;
  while (const auto piece = next()) pieces.emplace_back(piece->at("text").as_string());
  return pieces;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

TEST(ExportPieces, EndWithinNoCharacter) {
  std::string text = "x";
  while (text.size() < 600 << 10) text += "\u20ac";
  const auto pieces =
      pieces_of([rest = text]() mutable { return std::exchange(rest, std::string()); });
  EXPECT_EQ(pieces.size(), 3u);
  for (const std::string& piece : pieces) EXPECT_TRUE(ipc::is_utf8(piece));
  EXPECT_EQ(joined(pieces), text);
}

TEST(ExportPieces, JoinShortParts) {
  EXPECT_TRUE(pieces_of([] { return ""; }).empty());
  EXPECT_EQ(pieces_of([left = 3]() mutable { return --left < 0 ? "" : "ab"; }),
            std::vector<std::string>{"ababab"});
}

TEST(ExportPieces, WriteAllEventsAsTheLastMember) {
  const auto store = std::move(platform::Store::open(":memory:").value().store);
  const auto parsed = [&](const boost::json::object& head) {
    return boost::json::parse(joined(pieces_of(with_events(head, EventPages(*store, {})))));
  };
  EXPECT_EQ(parsed({}), boost::json::parse(R"({"events":[]})"));
  platform::Batch many;
  for (int i = 0; i < 3'000; ++i) many.events.push_back({.kind = "urge", .subject = "block x.org"});
  ASSERT_TRUE(store->commit(many));
  const auto all = parsed({{"policy", "block x.org\n"}});
  EXPECT_EQ(all.at("policy").as_string(), "block x.org\n");
  EXPECT_EQ(all.at("events").as_array().size(), 3'000u);
}

}  // namespace
}  // namespace holdfast::daemon
