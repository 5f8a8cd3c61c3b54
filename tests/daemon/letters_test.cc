#include "daemon/letters.h"

#include <gmock/gmock.h>

#include "tests/fakes/brain_with_friend.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using fakes::Brain;
using fakes::BrainWithFriend;
using testing::HasSubstr;
using testing::Not;
using Kind = platform::MailVerdict::Kind;

std::string last_text(const Brain& brain) { return brain.post.composed.back().text; }

TEST(Letters, InviteTheFriendWithAWordOfTheirOwn) {
  BrainWithFriend brain;
  ASSERT_EQ(brain.post.sent.size(), 1u);
  EXPECT_EQ(brain.post.sent[0].to, "friend@example.org");
  EXPECT_EQ(brain.post.sent[0].from, "me@example.net");
  EXPECT_THAT(last_text(brain), HasSubstr(brain.controller->state().partner.word));
  EXPECT_EQ(brain.state_of("invitation"), "sent");
  const platform::ComposeTask& task = brain.post.composed[0];
  EXPECT_EQ(task.from_name, "Robin");
  EXPECT_EQ(task.to_name, "Alex");
  EXPECT_THAT(task.message_id, HasSubstr("@example.net"));
}

TEST(Letters, GoEveryWeekWithTheRecordsMark) {
  BrainWithFriend brain;
  brain.agree();
  (void)brain.call("ReportUrge");
  brain.pass(7 * 24h);
  brain.post.run();
  ASSERT_EQ(brain.state_of("summary"), "sent");
  const platform::ComposeTask& task = brain.post.composed.back();
  EXPECT_THAT(task.text, HasSubstr("first mail"));
  EXPECT_THAT(task.text, HasSubstr(task.record));
  EXPECT_EQ(task.chart->days.size(), 7u);
  EXPECT_EQ(task.chart->days[0].urges, 1);
  brain.pass(7 * 24h);
  brain.post.run();
  EXPECT_THAT(last_text(brain), HasSubstr("continues the record"));
  EXPECT_EQ(brain.post.composed.back().chart->days.size(), 7u);
}

TEST(Letters, WhatIsPreviewedIsWhatGoes) {
  BrainWithFriend brain;
  brain.agree();
  brain.clock.wall = Wall(std::chrono::sys_days(std::chrono::year(2026) / 3 / 8)) + 17h + 59min;
  brain.clock.since_boot += 6 * 24h + 8h;
  brain.clock.awake += 6 * 24h + 8h;
  brain.controller->submit(event::TimePassed{});
  const auto previewed = brain.stream("PreviewSummary");
  brain.post.run();
  ASSERT_EQ(previewed->size(), 1u);
  brain.pass(1min);
  brain.post.run();
  ASSERT_EQ(brain.state_of("summary"), "sent");
  EXPECT_EQ(previewed->at(0).parameters.at("message").as_string(), brain.post.sent.back().bytes);
}

TEST(Letters, WhatIsLookedAtAndSentIsWhatGoes) {
  BrainWithFriend brain;
  brain.agree();
  brain.pass(50h);
  const auto looked = brain.stream("PreviewSummary", {{"now", true}});
  brain.post.run();
  brain.pass(3min);
  (void)brain.call("ReportUrge");  // of today: it is not told before tomorrow
  (void)brain.call("SendSummary");
  brain.post.run();
  ASSERT_EQ(brain.state_of("summary"), "sent");
  EXPECT_EQ(looked->at(0).parameters.at("message").as_string(), brain.post.sent.back().bytes);
}

TEST(Letters, AreWrittenAnewForAnotherSender) {
  BrainWithFriend brain;
  brain.post.verdict = {Kind::kMisconfigured, "that is not your address"};
  (void)brain.call("SendTestMail");
  brain.post.run();
  ASSERT_EQ(brain.state_of("test"), "waiting");
  brain.post.verdict = {Kind::kSent, "taken"};
  brain.set_account("Robin R.");
  brain.controller->submit(event::AccountChanged{});
  brain.post.run();
  ASSERT_EQ(brain.state_of("test"), "sent");
  EXPECT_EQ(brain.post.composed.back().from_name, "Robin R.");
}

TEST(Letters, ARecordErasedOnTheDayOfTheMailIsSaid) {
  BrainWithFriend brain;
  brain.agree();
  brain.pass(7 * 24h);
  brain.post.run();
  brain.pass(24h);
  ASSERT_TRUE(brain.store->erase());
  brain.controller->found_stored({});
  brain.controller->submit(event::RecordErased{});
  (void)brain.call("SendSummary");
  brain.post.run();
  EXPECT_THAT(last_text(brain), HasSubstr("erased"));
}

TEST(Letters, AWholeRecordThatWasErasedIsSaid) {
  BrainWithFriend brain;
  brain.agree();
  brain.pass(7 * 24h);
  brain.post.run();
  ASSERT_TRUE(brain.store->erase());
  brain.controller->found_stored({});
  brain.controller->submit(event::RecordErased{});
  brain.pass(7 * 24h);
  brain.post.run();
  EXPECT_THAT(last_text(brain), HasSubstr("erased"));
}

TEST(Letters, WaitForTheAccount) {
  Brain brain;
  brain.edit(BrainWithFriend::kPartner);
  brain.post.run();
  EXPECT_TRUE(brain.post.composed.empty());
  const auto told = brain.call("GetPartner").parameters;
  EXPECT_THAT(std::string(told.at("account_problem").as_string()), HasSubstr("account"));
  EXPECT_EQ(told.if_contains("account"), nullptr);
  EXPECT_EQ(brain
                .call("SetMailAccount",
                      {{"account", boost::json::object{{"sender", "me@example.net"},
                                                       {"name", "Robin"},
                                                       {"server", "smtps://mail.example.net"},
                                                       {"user", "me"},
                                                       {"sendmail", ""}}},
                       {"password", "secret"}})
                .error,
            "");
  brain.post.run();
  EXPECT_EQ(brain.post.sent.size(), 1u);
}

TEST(Letters, StayWhileTheRecordCannotBeWritten) {
  BrainWithFriend brain;
  brain.unwritten_record = "the disk is full";
  (void)brain.call("SendTestMail");
  brain.post.run();
  EXPECT_EQ(brain.state_of("test"), "waiting");
  EXPECT_EQ(brain.post.sent.size(), 1u);
  brain.unwritten_record.clear();
  brain.pass(2min);
  brain.post.run();
  EXPECT_EQ(brain.state_of("test"), "sent");
}

TEST(Letters, AreWrittenAnewWhereTheirBytesAreLost) {
  BrainWithFriend brain;
  brain.post.verdict = {Kind::kLater, "come again"};
  (void)brain.call("SendTestMail");
  brain.post.run();
  ASSERT_EQ(brain.state_of("test"), "waiting");
  // As after a start with a record that was begun anew.
  const std::int64_t id = brain.controller->state().partner.letters.rbegin()->first;
  brain.letters->perform(effect::KeepLetter{id, std::nullopt});
  brain.post.verdict = {Kind::kSent, "taken"};
  brain.pass(2min);
  brain.post.run();
  EXPECT_EQ(brain.state_of("test"), "sent");
}

TEST(Letters, AreKeptInTheStoreUntilTheyWent) {
  BrainWithFriend brain;
  brain.post.verdict = {Kind::kLater, "come again"};
  (void)brain.call("SendTestMail");
  brain.post.run();
  const auto stored = [&] {
    int letters = 0;
    const auto facts = *brain.store->facts();
    for (const auto& [key, value] : facts) letters += key.starts_with("mail/");
    return letters;
  };
  EXPECT_EQ(stored(), 1);
  const auto facts = *brain.store->facts();
  fakes::FakePost later;
  Letters next({.paths = {brain.folder.path()},
                .post = later,
                .store = *brain.store,
                .submit = [](const auto&) {},
                .state = [&]() -> const State& { return brain.controller->state(); },
                .now = [&] { return brain.controller->now(); },
                .record_trouble = [] { return Phrase(); }},
               {facts.begin(), facts.end()});
  next.perform(effect::SendLetter{brain.controller->state().partner.letters.rbegin()->first});
  later.run();
  ASSERT_EQ(later.sent.size(), 1u);
  EXPECT_THAT(later.sent[0].bytes, HasSubstr("mail account works"));
  brain.post.verdict = {Kind::kSent, "taken"};
  brain.pass(2min);
  brain.post.run();
  EXPECT_EQ(stored(), 0);
}

TEST(Letters, LetGoOfSlipsOfLettersThatAreDone) {
  BrainWithFriend brain;
  const std::int64_t done = brain.controller->state().partner.letters.begin()->first;
  brain.post.verdict = {Kind::kLater, "come again"};
  (void)brain.call("SendTestMail");
  brain.post.run();
  const std::int64_t open = brain.controller->state().partner.letters.rbegin()->first;
  brain.post.slips = {done, open, 999};
  brain.letters->tidy();
  EXPECT_THAT(brain.post.slips, testing::ElementsAre(open));
}

TEST(Letters, OfACertainWeekCanBeLookedAt) {
  BrainWithFriend brain;
  (void)brain.call("ReportUrge");
  brain.pass(30 * 24h);
  brain.post.run();
  const auto of_week = [&](const char* week) {
    const auto replies = brain.stream("PreviewSummary", {{"week", week}});
    brain.post.run();
    return replies->at(0);
  };
  const auto first = of_week("2026-03-04");
  EXPECT_THAT(std::string(first.parameters.at("text").as_string()), HasSubstr("Monday: 1 urge"));
  EXPECT_THAT(std::string(first.parameters.at("text").as_string()), HasSubstr("2 March"));
  EXPECT_THAT(of_week("2026-12-01").error, HasSubstr("Failed"));
  EXPECT_THAT(of_week("soon").error, HasSubstr("BadInput"));
}

TEST(CheckRecord, KnowsItsOwnMark) {
  BrainWithFriend brain;
  const auto now = check_record(*brain.store, std::nullopt);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->story, RecordStory::kFirst);
  (void)brain.call("ReportUrge");
  EXPECT_EQ(check_record(*brain.store, ToldRecord{now->mark})->story, RecordStory::kContinues);
  const RecordMark other{now->mark.entries, "0123456789abcdef"};
  EXPECT_EQ(check_record(*brain.store, ToldRecord{other})->story, RecordStory::kChanged);
  const RecordMark later{now->mark.entries + 100, now->mark.hash};
  EXPECT_EQ(check_record(*brain.store, ToldRecord{later})->story, RecordStory::kChanged);
}

}  // namespace
}  // namespace holdfast::daemon
