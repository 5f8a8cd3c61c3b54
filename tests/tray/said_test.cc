#include "tray/said.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/tray/test_language.h"

namespace holdfast {
namespace {

namespace json = boost::json;

class SaidTest : public testing::Test {
 protected:
  void SetUp() override { speak("de_DE.UTF-8"); }
  void TearDown() override { speak("C"); }

  static std::string own(const char* reply) {
    json::object object = json::parse(reply).as_object();
    say_in_own_language(object);
    return json::serialize(object);
  }
};

TEST_F(SaidTest, ATextIsSaidInThePersonsLanguage) {
  EXPECT_EQ(own(R"({"text":"Let it pass","text_phrase":{"template":"Let it pass"}})"),
            R"({"text":"Lass es vorbeiziehen"})");
}

TEST_F(SaidTest, ArgumentsAreFilledInAndThoseThatAreWordsTranslated) {
  EXPECT_EQ(
      own(R"({"text":"x","text_phrase":{"template":"{1} for {2}","arguments":[)"
          R"({"template":"{1} day","plural":"{1} days","count":2,"arguments":[{"text":"2"}]},)"
          R"({"text":"Let it pass"}]}})"),
      R"({"text":"für Let it pass: 2 Tage"})");
}

TEST_F(SaidTest, ElementsOfAListAndWhatLiesDeeperAreSaidAsWell) {
  EXPECT_EQ(own(R"({"a":[{"notes":["Let it pass","{1}"],)"
                R"("notes_phrase":[{"template":"Let it pass"},{"text":"{1}"}]}]})"),
            R"({"a":[{"notes":["Lass es vorbeiziehen","{1}"]}]})");
}

TEST_F(SaidTest, WithoutATranslationItStaysEnglish) {
  EXPECT_EQ(own(R"({"text":"never 7","text_phrase":)"
                R"({"template":"never {1}","arguments":[{"text":"7"}]}})"),
            R"({"text":"never 7"})");
  speak("C");
  EXPECT_EQ(own(R"({"text":"Let it pass","text_phrase":{"template":"Let it pass"}})"),
            R"({"text":"Let it pass"})");
}

TEST_F(SaidTest, WhatIsNotUnderstoodLeavesTheEnglishText) {
  EXPECT_EQ(own(R"({"text":"x","text_phrase":7})"), R"({"text":"x"})");
  EXPECT_EQ(own(R"({"text":"x","text_phrase":{}})"), R"({"text":"x"})");
  EXPECT_EQ(own(R"({"text":7,"text_phrase":{"template":"y"}})"), R"({"text":7})");
  EXPECT_EQ(own(R"({"texts":["x","y"],"texts_phrase":[{"arguments":[1]}]})"),
            R"({"texts":["x","y"]})");
  EXPECT_EQ(own(R"({"lone_phrase":{"template":"y"}})"), R"({})");
  std::string deep = R"({"text":"x"})";
  for (int i = 0; i < 12; ++i) deep = R"({"template":"{1}","arguments":[)" + deep + "]}";
  EXPECT_EQ(own((R"({"text":"x","text_phrase":)" + deep + "}").c_str()), R"({"text":"x"})");
}

TEST_F(SaidTest, ProgramsAreAnsweredInEnglish) {
  json::object object =
      json::parse(R"({"a":[{"text":"Let it pass","text_phrase":{"template":"Let it pass"}}]})")
          .as_object();
  say_in_english(object);
  EXPECT_EQ(json::serialize(object), R"({"a":[{"text":"Let it pass"}]})");
}

}  // namespace
}  // namespace holdfast
