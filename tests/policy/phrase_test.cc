#include "policy/phrase.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace holdfast {
namespace {

namespace json = boost::json;

TEST(Phrase, ReadsAsItsEnglishText) {
  const std::string read = say("the list {1} is held by {2}", {"social", say("nobody")});
  EXPECT_EQ(read, "the list social is held by nobody");
}

TEST(Phrase, AnArgumentIsNotLookedInto) {
  EXPECT_EQ(say("{1} and {2}", {"{2}", "b"}), "{2} and b");
}

TEST(Phrase, WhatNamesNoArgumentStaysAsItIs) {
  EXPECT_EQ(say("{1} {2} {x} {", {"a"}), "a {2} {x} {");
}

TEST(Phrase, OneAndManyAreTold) {
  const auto days = [](int count) {
    return say_count("{1} day", "{1} days", count, {std::to_string(count)});
  };
  EXPECT_EQ(days(1), "1 day");
  EXPECT_EQ(days(0), "0 days");
  EXPECT_EQ(days(2), "2 days");
}

TEST(Phrase, TellsHowItWasMade) {
  const Phrase phrase =
      say("{1}: {2}", {"/etc/hosts", say_count("line {1}", "lines {1}", 2, {"3, 7"})});
  EXPECT_EQ(json::serialize(phrase.to_json()),
            R"({"template":"{1}: {2}","arguments":[{"text":"/etc/hosts"},)"
            R"({"template":"line {1}","plural":"lines {1}","count":2,)"
            R"("arguments":[{"text":"3, 7"}]}]})");
}

TEST(Phrase, APlainTextIsTheSameInEveryLanguage) {
  json::object object;
  put(object, "text", Phrase("instagram/her.name"));
  EXPECT_EQ(json::serialize(object), R"({"text":"instagram/her.name"})");
}

TEST(Phrase, IsWrittenBesideItsEnglishTextAndReadBack) {
  json::object object;
  const Phrase phrase = say_count("{1} host", "{1} hosts", 3, {"3"});
  put(object, "text", phrase);
  EXPECT_EQ(object.at("text"), "3 hosts");
  EXPECT_EQ(phrase_in(object, "text").to_json(), phrase.to_json());
  EXPECT_EQ(phrase_in(object, "other"), "");
}

TEST(Phrase, OfAListEveryElementHasItsMaking) {
  json::object object;
  put(object, "notes", std::vector<Phrase>{"plain", say("made")});
  EXPECT_EQ(json::serialize(object),
            R"({"notes":["plain","made"],"notes_phrase":[{"text":"plain"},{"template":"made"}]})");
  put(object, "others", std::vector<Phrase>{"plain"});
  EXPECT_FALSE(object.contains("others_phrase"));
}

TEST(Phrase, ADamagedMakingIsReadForWhatItIs) {
  for (const char* text :
       {R"({"text":"x","text_phrase":7})", R"({"text":"x","text_phrase":{"text":"x"}})",
        R"({"text":"x","text_phrase":{"template":"x","arguments":7,"count":"many"}})"}) {
    EXPECT_EQ(phrase_in(json::parse(text).as_object(), "text"), "x") << text;
  }
  std::string deep = R"({"text":""})";
  for (int i = 0; i < 12; ++i) deep = R"({"template":"{1}","arguments":[)" + deep + "]}";
  const json::object object{{"text", "x"}, {"text_phrase", json::parse(deep)}};
  EXPECT_EQ(phrase_in(object, "text"), "");
}

TEST(Phrase, WhatIsWrongAndWhatWouldBeRightComeApartAgain) {
  const Phrase whole = with_hint(say("{1} is no day", {"x"}), say("write mon"));
  EXPECT_EQ(whole, "x is no day; write mon");
  EXPECT_EQ(what_and_hint(whole).what, "x is no day");
  EXPECT_EQ(what_and_hint(whole).hint, "write mon");
  EXPECT_EQ(what_and_hint(say("it is; so")).what, "it is; so");
  EXPECT_EQ(what_and_hint(say("it is; so")).hint, "");
}

}  // namespace
}  // namespace holdfast
