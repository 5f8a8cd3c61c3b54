#include "tray/window/coach_words.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

boost::json::object request(const std::string& typed, const Snapshot& snapshot,
                            const std::string& model = "") {
  return object(coach_request(typed, identifiers_of(snapshot), coach_moment(snapshot), model));
}

std::string said(const boost::json::object& request, std::size_t index) {
  return request.at("messages").as_array().at(index).at("content").as_string().c_str();
}

TEST(CoachWords, TellTheMomentInCounts) {
  Snapshot snapshot = sample();
  EXPECT_EQ(coach_moment(snapshot), (CoachMoment{12, false, false, HourBand::kEvening}));
  snapshot.status["open_urges"] = boost::json::parse(R"([{"id": 43}])");
  snapshot.status["streak"] = object(R"({"days": 0, "closer_support_until":
      "2026-03-12T21:00:00Z"})");
  EXPECT_EQ(coach_moment(snapshot), (CoachMoment{0, true, true, HourBand::kEvening}));
  EXPECT_EQ(coach_moment({}).days, 0);
  const auto body = request("It hurts.", snapshot);
  EXPECT_THAT(said(body, 0), AllOf(HasSubstr("0 days without contact."), HasSubstr("An urge"),
                                   HasSubstr("within the last day"), HasSubstr("It is evening.")));
  EXPECT_THAT(said(request("It hurts.", sample()), 0), Not(HasSubstr("An urge to reach out is")));
}

TEST(CoachWords, KnowTheHourOnlyRoughly) {
  const auto midnight = sample_now() - std::chrono::hours(20);
  const HourBand bands[] = {hour_band(midnight), hour_band(midnight + std::chrono::hours(6)),
                            hour_band(midnight + std::chrono::hours(11)),
                            hour_band(midnight + std::chrono::hours(18)),
                            hour_band(midnight + std::chrono::hours(22))};
  EXPECT_THAT(bands, testing::ElementsAre(HourBand::kNight, HourBand::kMorning, HourBand::kDay,
                                          HourBand::kEvening, HourBand::kNight));
}

TEST(CoachWords, AskAsChatCompletionsDo) {
  const auto body = request("It hurts.", sample(), "llama3.2");
  EXPECT_EQ(body.at("model"), "llama3.2");
  EXPECT_EQ(body.at("stream"), false);
  EXPECT_THAT(body.at("messages").as_array(), SizeIs(2));
  EXPECT_EQ(body.at("messages").at(0).at("role"), "system");
  EXPECT_EQ(body.at("messages").at(1).at("role"), "user");
  EXPECT_EQ(said(body, 1), "It hurts.");
  EXPECT_FALSE(request("x", sample()).contains("model")) << "one that has no name has only one";
}

TEST(CoachWords, AskForTheTasteOfTheHouse) {
  EXPECT_THAT(said(request("x", sample()), 0),
              AllOf(HasSubstr("no person"), HasSubstr("no therapist"), HasSubstr("Promise nothing"),
                    HasSubstr("Never advise"), HasSubstr("crisis line")));
}

TEST(CoachWords, TellNobodysNameNorTheTimeOfDay) {
  Snapshot snapshot = sample();
  snapshot.status["alias"] = "Butterblume";
  const std::string body =
      coach_request("Her.Name and butterblume, see https://example.org/x, +1 555 765 4321",
                    identifiers_of(snapshot), coach_moment(snapshot), "");
  for (const char* seed : {"er.Name", "er.name", "utterblume", "example", "555", "20:00", "2026",
                           "instagram", "them", "friend@"}) {
    EXPECT_THAT(body, Not(HasSubstr(seed)));
  }
}

TEST(CoachWords, CutWhatIsVeryLong) {
  std::string typed;
  for (int i = 0; i < 5000; ++i) typed += "ü";
  EXPECT_EQ(said(request(typed, sample()), 1).size(), 4000);
  EXPECT_THAT(said(request("\xff\xfe", sample()), 1), IsEmpty());
}

TEST(CoachWords, TryWithoutAWordOfThePerson) {
  const auto body = object(trial_request("m"));
  EXPECT_EQ(body.at("model"), "m");
  EXPECT_EQ(said(body, 1), "Hello, are you there?");
}

}  // namespace
}  // namespace holdfast::window
