#include "policy/partner/partner_parse.h"

#include <gtest/gtest.h>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

const WeeklyTime kSundayEvening{std::chrono::Sunday, 18h};

PartnerSetting read(std::string_view line) {
  const auto parsed = parse_statement(line, gen::catalog());
  if (const auto* problem = std::get_if<RuleProblem>(&parsed)) {
    ADD_FAILURE() << problem->in_file(line);
    return {};
  }
  return std::get<PartnerSetting>(std::get<Statement>(parsed));
}

std::string refusal(std::string_view line) {
  const auto parsed = parse_statement(line, gen::catalog());
  const auto* problem = std::get_if<RuleProblem>(&parsed);
  return problem != nullptr ? problem->in_file("rules").english() : "accepted";
}

/// What is said of `options` behind a good address and a good name; columns from 1 there.
std::string refusal_of(const std::string& options) {
  const std::string before = "partner a@b.org name A ";
  std::string said = refusal(before + options);
  const std::string place = "rules:1:";
  if (said.rfind(place, 0) != 0) return said;
  std::size_t used = 0;
  const int column = std::stoi(said.substr(place.size()), &used);
  return std::to_string(column - static_cast<int>(before.size())) +
         said.substr(place.size() + used);
}

TEST(ParsePartner, TakesItsOptionsInAnyOrder) {
  const PartnerSetting partner{"friend@example.org", "A.", kSundayEvening};
  EXPECT_EQ(read("partner friend@example.org name A. summary weekly sun 18:00"), partner);
  EXPECT_EQ(read("partner friend@EXAMPLE.org summary weekly sun 18:00 name \"A.\""), partner);
  const PartnerSetting all{
      "friend@example.org", "A.", kSundayEvening, {AlertKind::kSlip, AlertKind::kLoosening}, true};
  EXPECT_EQ(read("partner friend@example.org share slips alerts loosening,slip "
                 "summary weekly sun 18:00 name A."),
            all);
}

TEST(ParsePartner, TellsTheUsualUnlessToldOtherwise) {
  const PartnerSetting partner = read("partner a@b.org name A summary weekly sun 18:00");
  EXPECT_EQ(partner.alerts,
            (AlertKinds{AlertKind::kTampering, AlertKind::kUnobserved, AlertKind::kLoosening}));
  EXPECT_FALSE(partner.shares_slips);
}

TEST(ParsePartner, TakesNoneForASummaryAndForAlerts) {
  const PartnerSetting partner = read("partner a@b.org name A summary none alerts none");
  EXPECT_EQ(partner.summary, std::nullopt);
  EXPECT_TRUE(partner.alerts.empty());
}

TEST(ParsePartner, TakesEveryAlertOnceOrTwice) {
  EXPECT_EQ(read("partner a@b.org name A summary none alerts slip,tampering,unobserved,loosening")
                .alerts.size(),
            4u);
  EXPECT_EQ(read("partner a@b.org name A summary none alerts slip,slip").alerts,
            AlertKinds{AlertKind::kSlip});
}

TEST(ParsePartner, NeedsAnAddressANameAndASummary) {
  EXPECT_EQ(refusal("partner").find("rules:1:8: the mail address is missing; write `partner "), 0u);
  EXPECT_EQ(refusal("partner a@b.org").find("rules:1:16: `name` is missing; write `partner "), 0u);
  EXPECT_EQ(refusal("partner a@b.org summary none").find("rules:1:29: `name` is missing"), 0u);
  EXPECT_EQ(refusal_of("").find("0: `summary` is missing; write `partner MAIL name \"NAME\" "), 0u)
      << refusal_of("");
}

TEST(ParsePartner, SaysWhichWordOfASummaryIsWrong) {
  EXPECT_EQ(refusal_of("summary").find("8: `weekly` is missing"), 0u);
  EXPECT_EQ(refusal_of("summary daily").find("9: unknown word `daily`"), 0u);
  EXPECT_EQ(refusal_of("summary weekli sun 18:00"),
            "9: unknown word `weekli`; did you mean `weekly`?");
  EXPECT_EQ(refusal_of("summary weekly").find("15: the day is missing"), 0u);
  EXPECT_EQ(refusal_of("summary weekly sunday 18:00").find("16: "), 0u);
  EXPECT_EQ(refusal_of("summary weekly sun").find("19: the time of day is missing"), 0u);
  EXPECT_EQ(refusal_of("summary weekly sun 24:00").find("20: "), 0u);
  EXPECT_EQ(refusal_of("summary weekly sun 6pm").find("20: "), 0u);
  EXPECT_EQ(refusal_of("summary none sun"), refusal_of("summary none sun 18:00"));
  EXPECT_EQ(refusal_of("summary none sun").find("14: unknown word `sun`"), 0u);
}

TEST(ParsePartner, SaysWhichAlertIsNone) {
  const std::string with = "summary none alerts ";
  EXPECT_EQ(refusal_of("summary none alerts").find("20: what is told at once is missing"), 0u);
  EXPECT_EQ(refusal_of(with + "slips"), "21: unknown word `slips`; did you mean `slip`?");
  EXPECT_EQ(refusal_of(with + "slip,tamper").find("21: unknown word `tamper`"), 0u)
      << refusal_of(with + "slip,tamper");
  EXPECT_NE(refusal_of(with + "slip,none"), "accepted");
  EXPECT_NE(refusal_of(with + "slip,"), "accepted");
  EXPECT_NE(refusal_of(with + ",slip"), "accepted");
  EXPECT_NE(refusal_of(with + "slip, loosening"), "accepted");
  EXPECT_NE(refusal_of(with + "\"\""), "accepted");
}

TEST(ParsePartner, SharesNothingButSlips) {
  EXPECT_TRUE(read("partner a@b.org name A summary none share slips").shares_slips);
  EXPECT_EQ(refusal_of("summary none share").find("19: `slips` is missing"), 0u);
  EXPECT_EQ(refusal_of("summary none share notes").find("20: unknown word `notes`"), 0u);
}

TEST(ParsePartner, TakesNoOptionTwiceAndNoOther) {
  EXPECT_EQ(refusal_of("name B summary none"), "1: `name` is given twice; give it once");
  EXPECT_EQ(refusal_of("summary none summary none"), "14: `summary` is given twice; give it once");
  EXPECT_EQ(refusal_of("summary none alerts none alerts none"),
            "26: `alerts` is given twice; give it once");
  EXPECT_EQ(refusal_of("summary none share slips share slips"),
            "26: `share` is given twice; give it once");
  EXPECT_EQ(refusal_of("summary none alert slip"),
            "14: unknown word `alert`; did you mean "
            "`alerts`?");
}

TEST(ParsePartner, TakesANameOfOneHundredBytesOnOneLine) {
  const auto named = [](const std::string& name) {
    return refusal("partner a@b.org name \"" + name + "\" summary none");
  };
  EXPECT_EQ(named(std::string(100, 'a')), "accepted");
  EXPECT_EQ(named(std::string(101, 'a')).find("rules:1:22: the name is 101 bytes long"), 0u);
  EXPECT_EQ(named("").find("rules:1:22: the name is empty"), 0u);
  EXPECT_EQ(named("Zoë \\\"Z\\\" 🌱 <script>"), "accepted");
  for (const char* bad : {"A\nBcc: b@c.org", "A\rB", "A\x01", "A\x7f", "A\xc2\x85"}) {
    EXPECT_NE(named(bad), "accepted");
  }
}

TEST(ParsePartner, LooksAtTheAddress) {
  const auto with = [](const std::string& mail) {
    return refusal("partner " + mail + " name A. summary weekly sun 18:00");
  };
  for (const char* mail :
       {"a@example.org", "a.b+c@mail.example.org", "me@localhost", "friend@bücher.example"}) {
    EXPECT_EQ(with(mail), "accepted") << mail;
  }
  for (const std::string& mail :
       {std::string("friend"), std::string("@example.org"), std::string("friend@"),
        std::string("friend@example"), std::string("a..b@example.org"),
        std::string(".a@example.org"), std::string("a@b@example.org"),
        std::string("<a@example.org>"), std::string("a,b@example.org"),
        std::string("mailto:a@example.org"), std::string("a@203.0.113.1"),
        std::string("\"a b@example.org\""), std::string("a@example.org\nBcc: b@example.org"),
        std::string(65, 'a') + "@example.org"}) {
    EXPECT_EQ(with(mail).find("rules:1:"), 0u) << mail;
  }
}

}  // namespace
}  // namespace holdfast
