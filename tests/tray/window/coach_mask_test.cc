#include "tray/window/coach_mask.h"

#include <gmock/gmock.h>

#include <cctype>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Snapshot seeded() {
  Snapshot snapshot = sample();
  snapshot.status["alias"] = "Butterblume";
  snapshot.rules = object(R"({"rules": [
      {"statement": "block instagram/julia.brandt92 until 2027-03-01", "kind": "profile"},
      {"statement": "block mastodon/mira@norden.example", "kind": "profile"},
      {"statement": "block xn--brandt-kche-0hb.example for 30d", "kind": "host"},
      {"statement": "schedule chat.brandthaus.example open mon 18:00-18:30", "kind": "host"},
      {"statement": "block tel:+15551234567", "kind": "phone"},
      {"statement": "block list social from /etc/x", "kind": "list"},
      {"statement": "block", "kind": "host"}, 7]})");
  snapshot.pending = object(R"({"allowances": [{"target": "facebook/jb.privat"}]})");
  snapshot.support = object(R"({"friends": [{"name": "Will", "number": "+15557654321"}]})");
  snapshot.partner = object(R"({"name": "Amira", "account": {"name": "Sam Okoye"}})");
  return snapshot;
}

std::string say(const std::string& typed) { return masked(typed, identifiers_of(seeded())); }

TEST(CoachMask, FindsWhatIsOfThePersonAlone) {
  const Identifiers found = identifiers_of(seeded());
  EXPECT_THAT(found.people, AllOf(Contains("julia.brandt92"), Contains("mira@norden.example"),
                                  Contains("jb.privat"), Contains("Butterblume")));
  EXPECT_THAT(found.pages,
              AllOf(Contains("chat.brandthaus.example"), Contains("brandt-küche.example")));
  EXPECT_THAT(found.names, AllOf(Contains("Will"), Contains("Amira"), Contains("Sam Okoye")));
  EXPECT_THAT(identifiers_of({}).people, IsEmpty());
}

TEST(CoachMask, LetsNoSeedThrough) {
  const char* typed[] = {
      "I looked at https://www.instagram.com/julia.brandt92/?hl=en, again.",
      "julia.brandt92 posted",
      "Julia Brandt 92",
      "JULIA_BRANDT92",
      "julia-brandt-92",
      "juliabrandt92",
      "I miss Julia so much",
      "Frau Brandt",
      "@julia.brandt92!",
      "@Brandt",
      "www.brandthaus.example",
      "chat.brandthaus.example/room?x=1",
      "at brandthaus",
      "BRANDT-KÜCHE",
      "brandt-küche.example",
      "xn--brandt-kche-0hb.example",
      "mira@norden.example",
      "@mira@norden.example",
      "Mira",
      "mailto:julia@brandt.example",
      "julia+x@brandt.example",
      "butterblume and I",
      "call +1 (555) 123-4567",
      "555.123.4567",
      "tel:+15551234567",
      "0049 170 1234567",
      "ask Amira",
      "Will said",
      "Sam Okoye is me",
      "jb.privat",
      "JB Privat",
      "\xF0\x9D\x90\xA3\xF0\x9D\x90\xAE\xF0\x9D\x90\xA5\xF0\x9D\x90\xA2\xF0\x9D\x90\x9A",  // bold
      "ju\xE2\x80\x8Blia",
      "Ju\xC2\xADlia",
      "\xEF\xBC\xAAulia"};
  for (const char* one : typed) {
    std::string said = say(one);
    for (char& letter : said)
      letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    for (const char* seed :
         {"julia", "brandt", "mira", "butterblume", "norden", "4567", "1234567", "amira", "will",
          "okoye", "privat", "http", "www", "instagram", "@", "92",
          "k\xC3\xBC"
          "che",
          "xn--"}) {
      EXPECT_THAT(said, Not(HasSubstr(seed))) << one;
    }
    EXPECT_THAT(said, testing::AnyOf(HasSubstr("someone"), HasSubstr("a page"))) << one;
  }
}

TEST(CoachMask, LeavesTheSentenceAsItIs) {
  const char* plain =
      "I will hold. She was all I had, 12 days ago; it's 3 a.m. and I want to look at her page.";
  EXPECT_EQ(say(plain), plain);
  EXPECT_EQ(say("Ich vermisse sie. Es ist z. B. nachts um 3:15 schlimm."),
            "Ich vermisse sie. Es ist z. B. nachts um 3:15 schlimm.");
  EXPECT_EQ(say("I looked at julia.brandt92 on www.example.org."),
            "I looked at someone on a page.");
}

TEST(CoachMask, LeavesOutTheAlias) {
  EXPECT_EQ(masked("I miss them.", identifiers_of(sample())), "I miss someone.");
}

TEST(CoachMask, SaysNothingOfWhatIsNoText) {
  EXPECT_THAT(say("julia \xff\xfe"), IsEmpty());
  EXPECT_THAT(say(""), IsEmpty());
  EXPECT_EQ(say("a\xEE\x80\x80"
                "b"),
            "ab")
      << "nobody puts our own marks in";
}

TEST(CoachMask, TakesNamesForWordsAndNotForPatterns) {
  EXPECT_EQ(masked("a.c abc (", {{"(.*)", "["}, {"*.*"}, {"a.c("}}), "a.c abc (");
}

TEST(CoachMask, IsQuickOnTextMadeToBeSlow) {
  for (const char* piece : {"a.", "a@", "1 ", "www.", "a-", "((", "a_-."}) {
    std::string typed;
    while (typed.size() < 8000) typed += piece;
    say(typed);
  }
}

}  // namespace
}  // namespace holdfast::window
