// Whatever happens in whatever order: nothing but an invitation a week reaches a friend who has not
// agreed, and no detector takes days away.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/fakes/steps_with_partner.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using Friend = StepsWithPartner::Friend;

const char* const kHosts[] = {"one.example.org", "two.example.net"};

/// What a detector or the machine says.
void detect(StepsWithPartner& steps, int what) {
  const LayerCondition conditions[] = {LayerCondition::kFailing, LayerCondition::kHolding};
  const std::string host = kHosts[what % 2];
  switch (what / 2) {
    case 0:
      return steps.send(event::AttemptSeen{{.host = HostName::parse(host).value(), .port = 443},
                                           "block " + host,
                                           HostReason::kTarget});
    case 1:
      return steps.send(event::NeighbourSeen{HostName::parse(host).value()});
    case 2:
      return steps.send(event::TamperSeen{Layer::kHosts, "changed", {}});
    case 3:
      return steps.send(event::LayerReported{Layer::kHosts, {conditions[what % 2], "", {}}});
    case 4:
      return steps.send(event::Absent{.off = 1h, .asleep = 2h});
    case 5:
      return steps.send(event::LetterSent{what, event::Delivery::kSent, ""});
    case 6:
      return steps.send(event::LetterWritten{what, {}, "bytes", "mark"});
    case 7:
      return steps.send(event::WordFound{"word"});
    case 8:
      return steps.send(event::ClockTurned{-99h});
    case 9:
      return steps.send(event::RecordDamaged{"a row is gone"});
    case 10:
      return steps.send(event::PolicyMissing{});
    case 11:
      return steps.send(event::NameResolved{HostName::parse(host).value(), {}, 60s});
    case 12:
      return steps.send(event::AccountChanged{});
    case 13:
      return steps.send(event::ZoneChanged{TimeZone("Asia/Tokyo", 9h, {})});
    case 14:
      return steps.send(event::PolicyProposed{0, "alias them\n"});
    case 15:
      return steps.restart();
    default:
      return steps.pass(std::chrono::minutes(what * 7));
  }
}

/// What the person does about the friend.
void act(StepsWithPartner& steps, int what) {
  switch (what) {
    case 0:
      return steps.edit(StepsWithPartner::statement("alerts slip,tampering,unobserved,loosening"));
    case 1:
      return steps.edit("partner other@example.net name B summary weekly mon 08:00");
    case 2:
      return steps.send(event::UnblockAsked{1, "partner"});
    case 3:
      for (const auto& [id, edit] : std::map(steps.state.pending)) {
        steps.send(event::ConfirmAsked{1, id});
      }
      return;
    case 4:
      return steps.agree();
    case 5:
      return steps.send(event::StopReported{1});
    case 6:
      return steps.send(event::InviteAsked{1});
    case 7:
      return steps.send(event::SummaryAsked{1});
    case 8:
      return steps.send(event::SlipReported{1, {}});
    case 9:
      return steps.pass(25h);
    case 10:
      steps.is_post_answering = !steps.is_post_answering;
      return;
    default:
      steps.delivery = what % 2 == 0 ? event::Delivery::kSent : event::Delivery::kLater;
  }
}

RC_GTEST_PROP(StepLettersProperty, NoDetectorTakesDaysAway, ()) {
  StepsWithPartner steps(*rc::gen::element(Friend::kUnnamed, Friend::kInvited, Friend::kAgreed));
  for (const char* host : kHosts) steps.edit(std::string("block ") + host);
  steps.pass(240h);
  const StreakState before = steps.state.streak;
  const auto events = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 60));
  for (const int what : events) {
    detect(steps, what);
    RC_ASSERT(steps.state.streak.start == before.start);
    RC_ASSERT(steps.state.streak.first_start == before.first_start);
    RC_ASSERT(steps.state.streak.best == before.best);
    RC_ASSERT(steps.state.streak.slips == before.slips);
  }
}

RC_GTEST_PROP(StepLettersProperty, OnlyAFriendWhoAgreedIsTold, ()) {
  StepsWithPartner steps(Friend::kUnnamed);
  for (const char* host : kHosts) steps.edit(std::string("block ") + host);
  const auto moves = *rc::gen::container<std::vector<std::pair<bool, int>>>(
      rc::gen::pair(rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 60)));
  std::map<std::string, std::pair<std::int64_t, Elapsed>> invited;  // since they agreed last
  std::set<std::string> agreed_ever;
  for (const auto& [is_person, what] : moves) {
    const std::size_t before = steps.tried.size();
    const bool had_agreed = steps.state.partner.consent == Consent::kAgreed;
    const std::string mail = steps.state.partner.mail;
    is_person ? act(steps, what % 13) : detect(steps, what);
    for (std::size_t i = before; i < steps.tried.size(); ++i) {
      const Letter& letter = steps.tried[i].letter;
      const auto last = invited.find(letter.to);
      if (letter.kind == LetterKind::kInvitation) {
        const bool is_another = last != invited.end() && last->second.first != letter.id;
        RC_ASSERT(!is_another ||
                  (steps.is_post_answering && steps.delivery == event::Delivery::kLater) ||
                  steps.at >= last->second.second + kInvitePause);
        const bool went = !steps.is_post_answering || steps.delivery != event::Delivery::kLater;
        if (went) {
          invited[letter.to] = {letter.id, steps.at};
        } else if (!is_another) {
          invited.erase(letter.to);
        }
        continue;
      }
      if (letter.kind == LetterKind::kFarewell) RC_ASSERT(agreed_ever.contains(letter.to));
      if (letter.kind != LetterKind::kSummary && letter.kind != LetterKind::kAlert) continue;
      // Consent ends with the event that ends it, and begins with the one that begins it.
      const bool has_agreed = steps.state.partner.consent == Consent::kAgreed;
      RC_ASSERT(has_agreed && (had_agreed || what % 13 == 4));
      RC_ASSERT(steps.state.policy.partner.has_value());
      RC_ASSERT(letter.to == steps.state.policy.partner->mail);
      RC_ASSERT(letter.to == mail);
    }
    if (steps.state.partner.consent == Consent::kAgreed) {
      agreed_ever.insert(steps.state.partner.mail);
      invited.erase(steps.state.partner.mail);
    }
  }
}

}  // namespace
}  // namespace holdfast
