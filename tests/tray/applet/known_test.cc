#include "tray/applet/known.h"

#include <gtest/gtest.h>

#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

TEST(Known, TakesTheStatus) {
  Known known;
  take_status(object(R"({"state": "weakened", "alias": "them",
      "streak": {"since": "2026-02-28T09:00:00Z", "days": 12, "best_days": 21, "total_days": 40,
                 "slips": 1, "closer_support_until": "2026-03-12T21:00:00Z"},
      "urges_today": 3, "ridden_out_today": 2,
      "open_urges": [{"id": 43, "time": "2026-03-12T19:50:00Z", "kind": "urge"}],
      "layers": [{"layer": "hosts", "state": "failing"}, {"layer": "phone", "state": "off"}],
      "pending": [{"id": 3, "asked": "2026-03-11T20:00:00Z", "confirm_from": "2026-03-12T20:00:00Z",
                   "confirm_until": "2026-03-14T20:00:00Z", "state": "ready"},
                  {"id": 4, "state": "waiting"}]})"),
              known);
  EXPECT_EQ(known.guard, Guard::kWeakened);
  EXPECT_EQ(known.alias, "them");
  ASSERT_TRUE(known.streak);
  EXPECT_EQ(known.streak->days, 12);
  EXPECT_EQ(known.streak->closer_until, kThen + hours(1));
  EXPECT_EQ(known.urges_today, 3);
  ASSERT_EQ(known.open_urges.size(), 1u);
  EXPECT_EQ(known.open_urges[0].id, 43);
  EXPECT_EQ(known.open_urges[0].began, kThen - minutes(10));
  EXPECT_EQ(known.failing_layers, std::vector<std::string>{"hosts"});
  ASSERT_EQ(known.pending.size(), 2u);
  EXPECT_TRUE(known.pending[0].is_ready);
  EXPECT_EQ(known.pending[0].from, kThen);
  EXPECT_FALSE(known.pending[1].is_ready);
}

TEST(Known, WhatAStatusDoesNotSayIsNotKnownFromBefore) {
  Known known = twelfth_day();
  known.open_urges = {{1, kThen}};
  known.pending = {{1, kThen, kThen, kThen, true}};
  known.failing_layers = {"hosts"};
  take_status(object(R"({"state": "unconfigured"})"), known);
  EXPECT_EQ(known.guard, Guard::kUnconfigured);
  EXPECT_FALSE(known.streak);
  EXPECT_TRUE(known.open_urges.empty());
  EXPECT_TRUE(known.pending.empty());
  EXPECT_TRUE(known.failing_layers.empty());
}

TEST(Known, NonsenseIsNothing) {
  Known known;
  take_status(object(R"({"state": 7, "streak": [], "open_urges": {"a": 1}, "layers": [null, 4],
                         "pending": "x", "urges_today": "many"})"),
              known);
  take_support(object(R"({"now": [1, "fly", "move"], "friends": 3, "plans": [{}]})"), known);
  EXPECT_EQ(known.guard, Guard::kUnconfigured);
  EXPECT_EQ(known.urges_today, 0);
  EXPECT_EQ(known.helps, std::vector<Help>{Help::kMove});
}

TEST(Known, TakesTheSupport) {
  Known known;
  take_support(object(R"({"now": ["let_it_pass", "call"], "plans": ["If, then"],
      "friends": [{"name": "A.", "number": "+1555"}], "next_milestone": 14})"),
               known);
  EXPECT_EQ(known.helps, (std::vector<Help>{Help::kLetItPass, Help::kCall}));
  EXPECT_EQ(known.friends.at(0).name, "A.");
  EXPECT_EQ(known.plans.at(0), "If, then");
  EXPECT_EQ(known.next_milestone, 14);
  take_support(object("{}"), known);
  EXPECT_EQ(known.next_milestone, std::nullopt);
}

TEST(Known, WithoutSupportThereIsWhatAlwaysFits) {
  Known known = twelfth_day();
  take_no_support(known);
  EXPECT_EQ(known.helps.front(), Help::kLetItPass);
  EXPECT_TRUE(known.friends.empty());
}

TEST(Known, TakesTheNextSummaryOfAFriendWhoAgreed) {
  Known known;
  const char* agreed = R"({"consent": "agreed", "next_summary": "2026-03-12T20:00:00Z"})";
  take_partner(object(agreed), known);
  EXPECT_EQ(known.next_summary, kThen);
  take_partner(object(R"({"consent": "invited", "next_summary": "2026-03-12T20:00:00Z"})"), known);
  EXPECT_EQ(known.next_summary, std::nullopt);
  take_partner(object(agreed), known);
  take_partner(object("{}"), known);
  EXPECT_EQ(known.next_summary, std::nullopt);
  take_partner(object(R"({"consent": "agreed", "next_summary": 7})"), known);
  EXPECT_EQ(known.next_summary, std::nullopt);
}

TEST(Known, CloserSupportAndQuietEnd) {
  Known known = twelfth_day();
  known.streak->closer_until = kThen + hours(1);
  known.quiet_until = kThen + minutes(1);
  EXPECT_TRUE(known.is_closer());
  EXPECT_TRUE(known.is_quiet());
  known.now = kThen + hours(1);
  EXPECT_FALSE(known.is_closer());
  EXPECT_FALSE(known.is_quiet());
}

TEST(Known, TheNextChangeIsTheNearest) {
  ::setenv("TZ", "UTC", 1);
  Known known = twelfth_day();
  EXPECT_EQ(next_change(known), kThen + hours(4)) << "midnight, when today's urges are over";
  known.urges_today = 0;
  EXPECT_EQ(next_change(known), kThen + hours(21)) << "the thirteenth day";
  known.next_summary = kThen + hours(20);
  EXPECT_EQ(next_change(known), kThen + hours(20)) << "it goes, and another is the next";
  known.quiet_until = kThen + minutes(5);
  EXPECT_EQ(next_change(known), kThen + minutes(5));
  known.quiet_until = kThen - minutes(5);
  known.streak->closer_until = kThen + hours(2);
  EXPECT_EQ(next_change(known), kThen + hours(2));
  known.link = tray::LinkState::kAway;
  EXPECT_EQ(next_change(known), std::nullopt) << "without a daemon nothing changes by itself";
}

TEST(Known, ADayThatIsJustFullIsFollowedByTheNext) {
  Known known = twelfth_day();
  known.urges_today = 0;
  known.streak->since = kThen - hours(24);
  EXPECT_EQ(next_change(known), kThen + hours(24));
}

}  // namespace
}  // namespace holdfast::applet
