#include "tray/window/friend_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Snapshot with_consent(const char* word) {
  Snapshot snapshot = sample();
  snapshot.partner["consent"] = word;
  return snapshot;
}

TEST(FriendModel, TellsWhetherAnybodyIsNamed) {
  Snapshot snapshot = sample();
  EXPECT_TRUE(friend_view(snapshot).is_named);
  snapshot.partner["mail"] = "";
  EXPECT_TRUE(friend_view(snapshot).is_told);
  EXPECT_FALSE(friend_view(snapshot).is_named);
  snapshot.partner = {};
  EXPECT_FALSE(friend_view(snapshot).is_told);
}

TEST(FriendModel, SaysWhatAFriendWhoAgreedIsTold) {
  const FriendView view = friend_view(sample());
  EXPECT_EQ(view.name, "A.");
  EXPECT_EQ(view.tag, "said yes");
  EXPECT_EQ(view.summary, "It goes Sunday 17:00.");
  EXPECT_EQ(view.next_step, "");
  EXPECT_EQ(view.invite, "");
  EXPECT_TRUE(view.can_send());
  EXPECT_TRUE(view.can_stop());
  EXPECT_FALSE(view.takes_word());
  EXPECT_THAT(view.told_at_once, ElementsAre(HasSubstr("changed from outside"),
                                             HasSubstr("did not watch"), HasSubstr("loosening")));
  EXPECT_THAT(view.slips, HasSubstr("the days begin anew with a slip, and that can be seen"));
}

TEST(FriendModel, SharesSlipsOnlyWhenChosen) {
  Snapshot snapshot = sample();
  snapshot.partner["shares_slips"] = true;
  snapshot.partner["alerts"] = {"slip", "something new"};
  EXPECT_THAT(friend_view(snapshot).slips, HasSubstr("as you chose"));
  EXPECT_THAT(friend_view(snapshot).told_at_once, ElementsAre(HasSubstr("slip")));
}

TEST(FriendModel, InvitesFirst) {
  const FriendView view = friend_view(with_consent("none"));
  EXPECT_EQ(view.invite, "Invite A.");
  EXPECT_THAT(view.next_step, HasSubstr("an invitation"));
  EXPECT_THAT(view.summary, HasSubstr("once A. has said yes"));
  EXPECT_FALSE(view.can_send());
  EXPECT_FALSE(view.can_stop());
}

TEST(FriendModel, AsksForAnAccountBeforeTheInvitation) {
  Snapshot snapshot = with_consent("none");
  snapshot.partner["account"] = nullptr;
  EXPECT_TRUE(friend_view(snapshot).needs_account);
  EXPECT_EQ(friend_view(snapshot).invite, "");
  EXPECT_THAT(friend_view(snapshot).next_step, HasSubstr("a mail account of yours"));
  snapshot = with_consent("none");
  snapshot.partner["account_problem"] = "the password was refused";
  EXPECT_TRUE(friend_view(snapshot).needs_account);
}

TEST(FriendModel, WaitsForTheWord) {
  Snapshot snapshot = with_consent("invited");
  EXPECT_TRUE(friend_view(snapshot).takes_word());
  EXPECT_EQ(friend_view(snapshot).invite, "Invite once more");
  snapshot.partner["invite_from"] = "2026-03-13T20:00:00Z";
  EXPECT_EQ(friend_view(snapshot).invite, "");
  EXPECT_THAT(friend_view(snapshot).next_step,
              AllOf(HasSubstr("the word"), HasSubstr("sent again from tomorrow 20:00")));
  snapshot.partner["invite_from"] = "2026-03-12T19:00:00Z";
  EXPECT_EQ(friend_view(snapshot).invite, "Invite once more");
}

TEST(FriendModel, TakesAStopWithoutBlame) {
  const FriendView view = friend_view(with_consent("stopped"));
  EXPECT_EQ(view.summary, "None goes.");
  EXPECT_EQ(view.invite, "Ask again");
  EXPECT_THAT(view.consent_words, HasSubstr("no word about you"));
  EXPECT_FALSE(view.can_send());
}

TEST(FriendModel, ASummaryThatIsDueGoesAsSoonAsItCan) {
  Snapshot snapshot = sample();
  snapshot.partner["next_summary"] = "2026-03-12T19:00:00Z";
  EXPECT_EQ(friend_view(snapshot).summary, "It goes as soon as it can.");
  snapshot.partner.erase("next_summary");
  EXPECT_EQ(friend_view(snapshot).summary, "None is due.");
}

TEST(FriendModel, PromisesNoSummaryWhereNoLetterCanGo) {
  Snapshot snapshot = sample();
  snapshot.partner["account_problem"] = "the password was refused";
  EXPECT_THAT(friend_view(snapshot).summary, HasSubstr("No letter can go"));
  EXPECT_FALSE(friend_view(snapshot).can_send());
}

TEST(FriendModel, ShowsTheAddressWhereThereIsNoName) {
  Snapshot snapshot = sample();
  snapshot.partner["name"] = 4;
  EXPECT_EQ(friend_view(snapshot).name, "friend@example.org");
}

TEST(CoverageWords, SayNeutrallyWhatWasNotWatched) {
  Snapshot snapshot = sample();
  EXPECT_EQ(coverage_words(snapshot), "");
  const auto of = [&](int verified, int weakened, int not_running) {
    snapshot.status["coverage"] = {{"verified", verified},
                                   {"weakened", weakened},
                                   {"not_running", not_running},
                                   {"asleep", 9999},
                                   {"off", 9999}};
    return coverage_words(snapshot);
  };
  EXPECT_EQ(of(80000, 0, 120),
            "Verified 99.9 % of the time the computer was on; 2 min not running.");
  EXPECT_EQ(of(80000, 30, 10), "Verified all the time the computer was on.");
  EXPECT_EQ(of(30000, 2400, 3600),
            "Verified 83.3 % of the time the computer was on; 40 min weakened, 1 h not running.");
  EXPECT_EQ(of(100000000, 60, 0),
            "Verified 99.9 % of the time the computer was on; 1 min weakened.");
  EXPECT_EQ(of(80000, 40, 40), "Verified 99.9 % of the time the computer was on.");
  EXPECT_EQ(of(0, 0, 7200), "Verified 0.0 % of the time the computer was on; 2 h not running.");
}

TEST(LetterRows, TellTheNewestFirst) {
  Snapshot snapshot = sample();
  snapshot.partner["letters"] = object(R"({"l": [
      {"id": 1, "kind": "invitation", "made": "2026-03-01T10:00:00Z", "state": "sent", "tries": 1,
       "answer": "250 OK"},
      {"id": 3, "kind": "summary", "made": "2026-03-12T18:00:00Z", "state": "waiting", "tries": 2,
       "next_try": "2026-03-12T21:00:00Z", "answer": "451 come back later"},
      {"id": 2, "kind": "test", "made": "2026-03-11T18:00:00Z", "state": "refused", "tries": 1,
       "answer": "535 no"}]})")["l"];
  const auto rows = letter_rows(snapshot);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].title, "Summary, today 18:00");
  EXPECT_EQ(rows[0].state, "waits; the next try is today 21:00");
  EXPECT_EQ(rows[0].answer, "451 come back later");
  EXPECT_FALSE(rows[0].is_trouble);
  EXPECT_EQ(rows[1].state, "refused");
  EXPECT_TRUE(rows[1].is_trouble);
  EXPECT_EQ(rows[2].state, "sent");
  EXPECT_EQ(rows[2].answer, "");
  EXPECT_EQ(last_letter_words(snapshot),
            "The last letter (Summary, today 18:00): waits; the next try is today 21:00. "
            "“451 come back later”");
}

TEST(LetterRows, HaveWordsForEveryStateAndKind) {
  Snapshot snapshot = sample();
  for (const char* state :
       {"writing", "waiting", "sending", "sent", "refused", "unsure", "withdrawn"}) {
    for (const char* kind : {"test", "invitation", "summary", "alert", "farewell"}) {
      snapshot.partner["letters"] = {{{"id", 1}, {"kind", kind}, {"state", state}}};
      const auto rows = letter_rows(snapshot);
      ASSERT_EQ(rows.size(), 1u);
      EXPECT_NE(rows[0].state, "");
      EXPECT_NE(rows[0].title, kind);
    }
  }
  snapshot.partner["letters"] = boost::json::array();
  EXPECT_THAT(letter_rows(snapshot), IsEmpty());
  EXPECT_EQ(last_letter_words(snapshot), "");
}

TEST(LetterWords, SayWhatBecameOfIt) {
  EXPECT_EQ(letter_words(object(R"({"state": "sent"})")), "It is sent.");
  EXPECT_THAT(letter_words(object(R"({"state": "refused", "answer": "535"})")), HasSubstr("535"));
  EXPECT_THAT(letter_words(object(R"({"state": "writing"})")), HasSubstr("on its way"));
  EXPECT_THAT(letter_words({}), Not(HasSubstr("sent.")));
}

}  // namespace
}  // namespace holdfast::window
