#include "daemon/sentry/attempt_ledger.h"

#include <gtest/gtest.h>

#include <string>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

class LedgerTest : public testing::Test {
 protected:
  std::optional<AttemptReport> note(std::string_view host, Intent intent = Intent::kUnknown) {
    Sighting sighting;
    sighting.detector = host.empty() ? Detector::kSilent : Detector::kTls;
    sighting.intent = intent;
    sighting.host = host;
    sighting.destination = {IpAddress::v4({203, 0, 113, 7}), 443};
    sighting.client = {IpAddress::v4({127, 0, 0, 1}), 40000};
    return ledger_.note(sighting, now_);
  }
  std::vector<AttemptReport> later(std::chrono::milliseconds time) {
    now_ += time;
    return ledger_.due(now_);
  }

  AttemptLedger ledger_;
  Instant now_{1h};
};

TEST_F(LedgerTest, ReportsTheFirstAtOnceAndCountsTheRestOfItsSecond) {
  const auto first = note("a.example");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->count, 1U);
  EXPECT_EQ(first->host, "a.example");
  for (int i = 0; i < 99; ++i) EXPECT_FALSE(note("a.example"));
  ledger_.acknowledge(first->token);
  EXPECT_TRUE(later(999ms).empty());
  ASSERT_EQ(ledger_.next_due(), now_ + 1ms);
  const auto rest = later(1ms);
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].count, 99U);
  EXPECT_EQ(rest[0].age, 1s);
  EXPECT_EQ(ledger_.next_due(), std::nullopt);
}

TEST_F(LedgerTest, TellsKeysApart) {
  EXPECT_TRUE(note("a.example"));
  EXPECT_TRUE(note("b.example"));
  EXPECT_TRUE(note("a.example", Intent::kVisit));
  EXPECT_TRUE(note(""));
  EXPECT_FALSE(note(""));
}

TEST_F(LedgerTest, SendsNoMoreOfAKeyUntilAcknowledged) {
  const auto first = note("a.example");
  note("a.example");
  EXPECT_TRUE(later(5s).empty());
  EXPECT_FALSE(note("a.example"));
  ledger_.acknowledge(first->token);
  const auto rest = later(0s);
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].count, 2U);
}

TEST_F(LedgerTest, KeepsWhatCouldNotBeSent) {
  const auto first = note("a.example");
  ledger_.put_back(first->token);
  EXPECT_EQ(ledger_.unacknowledged(), 1U);
  EXPECT_EQ(later(1s).at(0).count, 1U);
}

TEST_F(LedgerTest, HandsEverythingToTheNextDaemon) {
  note("a.example");
  note("a.example");
  note("b.example");
  ledger_.put_back_all(now_);
  std::uint32_t total = 0;
  for (const AttemptReport& report : later(0s)) total += report.count;
  EXPECT_EQ(total, 3U);
  ledger_.acknowledge(1);  // of the former life of a key: means nothing now
  EXPECT_EQ(ledger_.unacknowledged(), 3U);
}

TEST_F(LedgerTest, IsBoundedAndLosesNoCount) {
  std::uint64_t reported = 0;
  for (int i = 0; i < 10'000; ++i)
    if (const auto report = note("h" + std::to_string(i) + ".example")) reported += report->count;
  EXPECT_EQ(ledger_.size(), AttemptLedger::kMaxKeys);
  EXPECT_EQ(ledger_.unacknowledged(), 10'000U);
  ledger_.put_back_all(now_);
  std::uint64_t total = 0;
  std::size_t nameless = 0;
  for (const AttemptReport& report : later(0s)) {
    total += report.count;
    if (!report.destination) ++nameless;
    ledger_.acknowledge(report.token);
  }
  EXPECT_EQ(total, 10'000U);
  EXPECT_EQ(nameless, 1U);
  EXPECT_EQ(ledger_.unacknowledged(), 0U);
}

TEST_F(LedgerTest, GivesTheRoomOfQuietKeysToNewOnes) {
  for (std::size_t i = 0; i < AttemptLedger::kMaxKeys; ++i)
    ledger_.acknowledge(note("h" + std::to_string(i) + ".example")->token);
  now_ += 1s;
  const auto fresh = note("fresh.example");
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->host, "fresh.example");
  EXPECT_EQ(ledger_.size(), AttemptLedger::kMaxKeys);
}

}  // namespace
}  // namespace holdfast::daemon
