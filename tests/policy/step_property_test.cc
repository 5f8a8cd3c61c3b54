// Whatever is edited, turned and waited for: nothing is blocked less before its wait has truly
// passed, and everything with an end lifts at its end.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>

#include "policy/compile.h"
#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;

constexpr std::array kHosts = {"one.example.org", "two.example.net", "three.example.com"};

bool is_blocked(const Steps& steps, const std::string& host) {
  for (const BlockedHost& blocked : steps.state.block_set.hosts) {
    if (blocked.host.ascii() == host) return true;
  }
  return false;
}

/// One thing that a person, or somebody at their keyboard, could do.
void act(Steps& steps, int what, const std::string& host) {
  switch (what) {
    case 0:
      return steps.send(event::UnblockAsked{1, host});
    case 1:
      return steps.edit("cooling-off 10m");
    case 2:
      return steps.edit("allow " + host);
    case 3:
      return steps.edit("calm-window 00:00-23:59");
    case 4:
      return steps.edit("block " + host + " for 1h");
    case 5:
      return steps.send(event::PolicyProposed{0, ""});
    case 6:
      return steps.send(event::ClockTurned{std::chrono::hours(87'600)});
    case 7:
      return steps.send(event::ZoneChanged{TimeZone("Asia/Tokyo", std::chrono::hours(9), {})});
    case 8:
      return steps.edit("schedule " + host + " open daily 00:00-23:59 purpose \"work\"");
    case 9:
      return steps.send(event::ZoneChanged{TimeZone()});
    case 10:
      return steps.send(event::Started{.file = "# emptied by hand\n"});
    default:
      for (const auto& [id, edit] : std::map(steps.state.pending)) {
        steps.send(event::ConfirmAsked{1, id});
      }
  }
}

RC_GTEST_PROP(StepProperty, NothingOpensBeforeItsWaitHasPassed, ()) {
  Steps steps;
  for (const char* host : kHosts) steps.edit(std::string("block ") + host);
  steps.pass(1h);  // beyond taking back
  const Elapsed begin = steps.at;
  // Every loosening that changes anything waits the whole cooling-off that held when it was asked.
  const auto moves = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 12), rc::gen::inRange(0, 3)));
  for (const auto& [what, which] : moves) {
    act(steps, what, kHosts[static_cast<std::size_t>(which)]);
    steps.pass(minutes(*rc::gen::inRange(0, 60)));
    if (steps.at - begin >= 24h) break;
    for (const char* host : kHosts) RC_ASSERT(is_blocked(steps, host));
  }
}

// What an attempt skips must not be missed.
RC_GTEST_PROP(StepProperty, TheBlockSetIsWhatThePolicyCompilesTo, ()) {
  Steps steps;
  for (const char* host : kHosts) steps.edit(std::string("block ") + host);
  const auto acts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12));
  for (const int what : acts) {
    act(steps, what, kHosts.at(*rc::gen::inRange<std::size_t>(0, kHosts.size())));
    steps.at += minutes(*rc::gen::inRange(0, 3000));
    Attempt attempt{.host = HostName::parse(kHosts[0]).value(), .port = 443};
    steps.send(event::AttemptSeen{attempt, std::string("block ") + kHosts[0], HostReason::kTarget});
    RC_ASSERT(steps.state.block_set == compile(steps.state, steps.now()));
  }
}

RC_GTEST_PROP(StepProperty, UnderALockNothingOpensAtAll, ()) {
  Steps steps;
  for (const char* host : kHosts) steps.edit(std::string("block ") + host);
  steps.edit("lock for 30d");
  steps.pass(1h);
  const auto moves = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 12), rc::gen::inRange(0, 3)));
  for (const auto& [what, which] : moves) {
    act(steps, what, kHosts[static_cast<std::size_t>(which)]);
    steps.pass(std::chrono::hours(*rc::gen::inRange(0, 30)));
    if (steps.at >= Elapsed(720h)) break;
    for (const char* host : kHosts) RC_ASSERT(is_blocked(steps, host));
  }
}

RC_GTEST_PROP(StepProperty, WhatHasAnEndLiftsAtItsEnd, ()) {
  Steps steps;
  const int length = *rc::gen::inRange(1, 5'000);
  steps.edit("block one.example.org for " + std::to_string(length) + "m");
  const Elapsed end = steps.at + minutes(length);
  // Driven by nothing but the wake-ups that step asks for.
  int wakes = 0;
  while (steps.wake && *steps.wake <= end && ++wakes < 1'000) {
    RC_ASSERT(is_blocked(steps, "one.example.org"));
    steps.at = *steps.wake;
    steps.send(event::TimePassed{});
    if (*rc::gen::inRange(0, 3) == 0) steps.send(event::ClockTurned{std::chrono::hours(-99)});
  }
  RC_ASSERT(steps.at == end);
  RC_ASSERT(!is_blocked(steps, "one.example.org"));
}

}  // namespace
}  // namespace holdfast
