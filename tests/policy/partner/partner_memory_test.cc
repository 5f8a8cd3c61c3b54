#include "policy/partner/partner_memory.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace holdfast {
namespace {

using namespace std::chrono_literals;

const Moment kThen{Elapsed(5h), Wall(std::chrono::hours(500'000))};

PartnerState full() {
  PartnerState partner;
  partner.mail = "friend@example.org";
  partner.name = "A. \"B\" 🌱";
  partner.consent = Consent::kAgreed;
  partner.asked = kThen;
  partner.invitations = 2;
  partner.resting = {{"other@example.org", {kThen, true}}};
  partner.word = "amber";
  partner.tries_left = 7;
  partner.told_until = kThen.wall - 10h;
  partner.due = kThen.wall - 20h;
  partner.considered = Elapsed(3h);
  partner.mark = "61:7f3a-9c21-e011-83ab";
  partner.news = {{{AlertKind::kTampering, 2}, {AlertKind::kSlip, 1}}, true, 3, true};
  partner.maybe_lost = ToldSpan{kThen.wall - 100h, kThen.wall - 4h};
  partner.tampering_ripe = Elapsed(6h);
  partner.alerted = Elapsed(4h);
  partner.unverified = 90min;
  partner.key = PartnerKey{Elapsed(29h), 58'000'000};
  partner.wrong_codes = {Elapsed(4h), Elapsed(5h)};
  partner.pass_until = Elapsed(5h + 10min);
  return partner;
}

Letter summary() {
  Letter letter;
  letter.id = 12;
  letter.kind = LetterKind::kSummary;
  letter.to = "friend@example.org";
  letter.to_name = "A.";
  letter.made = kThen;
  letter.stage = LetterStage::kWaiting;
  letter.tries = 3;
  letter.next_try = Elapsed(6h);
  letter.answer = say("{1} said no", {"the server"});
  letter.needs_account = true;
  letter.span = ToldSpan{kThen.wall - 190h, kThen.wall - 22h};
  letter.maybe_lost = ToldSpan{kThen.wall - 100h, kThen.wall - 4h};
  letter.mark = "61:7f3a-9c21-e011-83ab";
  letter.news = {{{AlertKind::kUnobserved, 1}}, false};
  letter.word = "amber";
  letter.farewell = Farewell::kStopped;
  return letter;
}

template <class Value>
Value again(const boost::json::object& json, Value (*read)(const boost::json::value&)) {
  return read(boost::json::parse(boost::json::serialize(json)));
}

TEST(PartnerMemory, BringsBackTheSamePartner) {
  EXPECT_EQ(again(partner_json(full()), partner_in), full());
  EXPECT_EQ(again(partner_json(PartnerState()), partner_in), PartnerState());
}

TEST(PartnerMemory, BringsBackTheSameLetter) {
  EXPECT_EQ(again(letter_json(summary()), letter_in), summary());
  EXPECT_TRUE(again(letter_json(summary()), letter_in).answer.is_marked());
  for (const LetterKind kind :
       {LetterKind::kTest, LetterKind::kInvitation, LetterKind::kAlert, LetterKind::kFarewell}) {
    Letter letter;
    letter.kind = kind;
    EXPECT_EQ(again(letter_json(letter), letter_in), letter);
  }
}

TEST(PartnerMemory, ReadsNoHalf) {
  for (const auto& [key, value] : letter_json(summary())) {
    boost::json::object half = letter_json(summary());
    half[key] = boost::json::array{nullptr};
    if (key != "answer" && key != "answer_phrase") {
      EXPECT_ANY_THROW((void)letter_in(half)) << key;
    }
  }
  for (const auto& [key, value] : partner_json(full())) {
    boost::json::object half = partner_json(full());
    half[key] = boost::json::array{nullptr};
    EXPECT_ANY_THROW((void)partner_in(half)) << key;
  }
  boost::json::object spanless = letter_json(summary());
  spanless.erase("from");
  EXPECT_ANY_THROW((void)letter_in(spanless));
}

}  // namespace
}  // namespace holdfast
