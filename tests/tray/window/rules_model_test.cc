#include "tray/window/rules_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(RulesModel, ShowsEachRuleWithItsLayersAndItsEnd) {
  const RulesView view = rules_view(sample());
  ASSERT_EQ(view.rules.size(), 2u);
  EXPECT_EQ(view.rules[0].title, "instagram/her.name");
  EXPECT_EQ(view.rules[0].end, "until 1 Mar 2027");
  EXPECT_EQ(view.rules[0].layers, "held by hosts file, firewall");
  EXPECT_EQ(view.rules[0].reach, "the whole service, 18 names");
  EXPECT_FALSE(view.rules[0].is_asked);
  EXPECT_EQ(view.rules[1].end, "no end");
  EXPECT_EQ(view.rules[1].layers, "not held by anything yet");
  EXPECT_TRUE(view.rules[1].is_asked);
  EXPECT_FALSE(view.rules[1].is_held);
}

TEST(RulesModel, SaysExactlyWhenALooseningCanBeConfirmed) {
  const RulesView view = rules_view(sample());
  ASSERT_EQ(view.pending.size(), 1u);
  EXPECT_EQ(view.pending[0].id, 3);
  EXPECT_EQ(view.pending[0].title, "example.org");
  EXPECT_EQ(view.pending[0].when,
            "Can be confirmed from tomorrow 19:00 (in 23 h), until Sunday 19:00");
  EXPECT_EQ(view.pending[0].note, "Put off 1 time by an urge");
  EXPECT_FALSE(view.pending[0].can_confirm);
}

TEST(RulesModel, HasWordsForEveryStateOfALoosening) {
  auto pending = sample().pending.at("pending").as_array()[0].as_object();
  pending["state"] = "ready";
  EXPECT_EQ(pending_words(pending, sample_now()), "Can be confirmed now, until Sunday 19:00");
  pending["state"] = "locked";
  EXPECT_EQ(pending_words(pending, sample_now()), "Waits for the lock to end");
  pending["state"] = "outside_window";
  pending["confirm_from"] = "2026-03-12T19:00:00Z";
  EXPECT_THAT(pending_words(pending, sample_now()), HasSubstr("once your calm hours begin"));
  EXPECT_EQ(pending_words({}, sample_now()), "Waits");
}

TEST(RulesModel, SaysWhenALockHolds) {
  Snapshot snapshot = sample();
  EXPECT_THAT(rules_view(snapshot).lock, IsEmpty());
  snapshot.status["lock_until"] = "2026-03-14T00:00:00Z";
  EXPECT_THAT(rules_view(snapshot).lock, HasSubstr("Locked until Saturday 00:00"));
}

TEST(RulesModel, SaysWhenAnAllowanceIsOpen) {
  Snapshot snapshot = sample();
  snapshot.rules["rules"].as_array()[0].as_object()["open_until"] = "2026-03-12T20:15:00Z";
  EXPECT_EQ(rules_view(snapshot).rules[0].end, "open until today 20:15");
}

TEST(RulesModel, WritesARuleFromALink) {
  const std::string link = "https://www.instagram.com/her.name/?hl=en#top";
  EXPECT_EQ(block_statement("example.org", RuleScope::kSite, RuleEnd::kNone, ""),
            "block example.org");
  EXPECT_EQ(block_statement(link, RuleScope::kSite, RuleEnd::kNone, ""), "block " + link);
  EXPECT_EQ(block_statement("x.com/her", RuleScope::kProfile, RuleEnd::kMonth, ""),
            "block x.com/her scope profile for 30d");
  EXPECT_EQ(block_statement("x.com/her", RuleScope::kSite, RuleEnd::kQuarter, ""),
            "block x.com/her for 90d");
  EXPECT_EQ(block_statement("x.com/her", RuleScope::kSite, RuleEnd::kDate, "2027-03-01"),
            "block x.com/her until 2027-03-01");
  EXPECT_FALSE(block_statement("", RuleScope::kSite, RuleEnd::kNone, ""));
  EXPECT_FALSE(block_statement("a\nb", RuleScope::kSite, RuleEnd::kNone, ""));
}

TEST(RulesModel, ShowsWhatADryRunWouldHold) {
  const Preview shown = preview(object(R"({"outcome": "dry_run", "applied": ["block x"], "plan": {
      "hosts_file": ["a.org", "b.org", "c.org", "d.org", "e.org", "f.org", "g.org", "h.org",
                     "i.org", "j.org"],
      "firewall": ["192.0.2.7"], "browser": [], "phone": [], "spared": ["192.0.2.9"],
      "notes": ["One is shared."]}})"),
                                sample_now());
  EXPECT_THAT(shown.headline, HasSubstr("Nothing is changed yet"));
  ASSERT_EQ(shown.parts.size(), 3u);
  EXPECT_EQ(shown.parts[0].names,
            "a.org, b.org, c.org, d.org, e.org, f.org, g.org, h.org and 2 more");
  EXPECT_EQ(shown.parts[1].title, "Firewall");
  EXPECT_THAT(shown.parts[2].title, HasSubstr("Left alone"));
  EXPECT_EQ(shown.notes.front(), "One is shared.");
}

TEST(RulesModel, SaysWhenADryRunWouldHoldNothing) {
  const auto shown = [](const char* result) { return preview(object(result), sample_now()); };
  EXPECT_THAT(shown(R"({"outcome": "dry_run", "applied": []})").headline, HasSubstr("already"));
  EXPECT_FALSE(shown(R"({"outcome": "dry_run", "applied": []})").is_news);
  EXPECT_THAT(shown(R"({"outcome": "dry_run", "applied": ["block tel:+1"], "plan": {}})").headline,
              HasSubstr("Nothing here can hold this"));
}

TEST(RulesModel, SaysWhatADryRunWouldMakeWait) {
  const Preview shown = preview(object(R"({"outcome": "dry_run", "pending": [{"state": "waiting",
      "confirm_from": "2026-03-13T19:00:00Z", "confirm_until": "2026-03-15T19:00:00Z"}]})"),
                                sample_now());
  EXPECT_TRUE(shown.is_news);
  EXPECT_EQ(shown.headline, "Nothing is changed yet.");
  EXPECT_THAT(shown.notes.front(), HasSubstr("from tomorrow 19:00 (in 23 h), until Sunday 19:00"));
}

TEST(RulesModel, SaysBeforeItIsAskedForWhenALooseningCouldBeConfirmed) {
  const auto words = [](const char* result) {
    return loosening_words(object(result), sample_now());
  };
  EXPECT_THAT(
      words(R"({"outcome": "dry_run", "pending": [{"state": "waiting",
      "confirm_from": "2026-03-13T19:00:00Z", "confirm_until": "2026-03-15T19:00:00Z"}]})"),
      HasSubstr("Can be confirmed from tomorrow 19:00 (in 23 h), until Sunday 19:00. Asking "));
  EXPECT_THAT(words(R"({"outcome": "dry_run", "applied": ["removed: block a.org"]})"),
              HasSubstr("within the last ten minutes"));
}

TEST(RulesModel, SaysWhatBecameOfAnEdit) {
  const auto words = [](const char* result) { return outcome_words(object(result), sample_now()); };
  EXPECT_EQ(words(R"({"outcome": "done"})"), "Done. It holds.");
  EXPECT_EQ(words(R"({"outcome": "unchanged"})"), "That is how it is already.");
  EXPECT_THAT(words(R"({"outcome": "done", "failing": ["hosts: no space"]})"),
              HasSubstr("hosts: no space"));
  EXPECT_THAT(words(R"({"outcome": "unchanged", "refused": ["unblock a.org"]})"),
              HasSubstr("lock"));
  EXPECT_EQ(words(R"({"outcome": "pending", "pending": [{"state": "waiting",
      "confirm_from": "2026-03-13T19:00:00Z", "confirm_until": "2026-03-15T19:00:00Z"}]})"),
            "Can be confirmed from tomorrow 19:00 (in 23 h), until Sunday 19:00. Nothing changes "
            "before.");
}

}  // namespace
}  // namespace holdfast::window
