#include "tray/window/coach_reply.h"

#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;

std::optional<std::string> reply(const std::string& content) {
  const boost::json::value body{{"id", "x"}, {"choices", {{{"message", {{"content", content}}}}}}};
  return coach_reply(boost::json::serialize(body));
}

TEST(CoachReply, IsWhatWasSaid) {
  EXPECT_THAT(reply("  That hurts.\r\n\n\n\nBreathe out   slowly. "),
              Optional(std::string("That hurts.\n\nBreathe out slowly.")));
}

TEST(CoachReply, IsNothingWithoutWords) {
  for (const char* body :
       {"", "null", "7", "[]", "{}", "<html>", R"({"choices": []})", R"({"choices": [7]})",
        R"({"choices": {"message": 1}})", R"({"choices": [{"message": {"content": 7}}]})",
        R"({"choices": [{"message": {"content": null}}]})", R"({"error": {"message": "no model"}})",
        R"({"choices": [{"message": {"content": " \n\t "}}]})",
        R"({"choices": [{"message": {"content": "**--**"}}]})", R"({"choices": [{"message":)"}) {
    EXPECT_FALSE(coach_reply(body)) << body;
  }
  EXPECT_FALSE(coach_reply(std::string(60'000, '[')));
}

TEST(CoachReply, SteersNothing) {
  EXPECT_THAT(reply("\x1b[31mred\x07 \xE2\x80\xAE"
                    "abc"),
              Optional(Not(HasSubstr("\x1b"))));
  EXPECT_THAT(reply("a\xE2\x80\xAE"
                    "b\x01"),
              Optional(std::string("ab")));
}

TEST(CoachReply, HasNoMarksAndNoLinks) {
  EXPECT_THAT(reply("# Hello\n**You** can `ride` [this](https://example.org/x) out."),
              Optional(std::string("Hello\nYou can ride this out.")));
  EXPECT_THAT(reply("See https://example.org or www.example.org or a@example.org now."),
              Optional(std::string("See or or now.")));
  EXPECT_THAT(reply("Open [here](javascript:x"), Optional(std::string("Open here")));
}

TEST(CoachReply, HasNoNumberThatAModelMadeUp) {
  EXPECT_THAT(
      reply("Call 0800 111 0 111 now, or +49 (30) 12345."),
      Optional(std::string("Call the number under Help in a crisis now, or the number under "
                           "Help in a crisis.")));
  EXPECT_THAT(reply("Call 112. Try 5-4-3-2-1, for 10 minutes."),
              Optional(std::string("Call 112. Try 5-4-3-2-1, for 10 minutes.")));
}

TEST(CoachReply, HasNoThoughtsOfTheModel) {
  EXPECT_THAT(reply("<think>They want\nme to</think>\n\nBreathe."),
              Optional(std::string("Breathe.")));
  EXPECT_THAT(reply("they want</think>Breathe."), Optional(std::string("Breathe.")));
  EXPECT_FALSE(reply("<think>They want me to"));
}

TEST(CoachReply, EndsBehindASentence) {
  std::string many;
  for (int i = 0; i < 60; ++i) many += "You can ride this one, ünder all. ";
  const auto cut = reply(many);
  ASSERT_TRUE(cut);
  EXPECT_LE(cut->size(), kMostReply * 2);
  EXPECT_GE(cut->size(), kMostReply / 2);
  EXPECT_THAT(*cut, EndsWith("all."));
}

TEST(CoachReply, EndsBehindAWordWhereThereIsNoSentence) {
  std::string many;
  for (int i = 0; i < 400; ++i) many += "wörd ";
  EXPECT_THAT(reply(many), Optional(EndsWith("wörd…")));
  const auto one = reply(std::string(5000, 'x'));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->size(), kMostReply - 1 + std::string("…").size());
}

TEST(CoachReply, IsAsShortAsItIsWanted) {
  EXPECT_EQ(coach_reply(R"({"choices": [{"message": {"content": "Yes. I am here now."}}]})", 12),
            "Yes. I am…");
}

TEST(CoachReply, StaysWholeWhereItFits) {
  const std::string fits(kMostReply, 'x');
  EXPECT_THAT(reply(fits), Optional(fits));
}

}  // namespace
}  // namespace holdfast::window
