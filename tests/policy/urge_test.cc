#include "policy/urge.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using Kind = EpisodeBook::Noted::Kind;

Elapsed at(std::chrono::milliseconds since) { return Elapsed(since); }

TEST(Urge, IsOneHoweverManyReloads) {
  EpisodeBook book;
  EXPECT_EQ(book.note("rule", Weight::kBegins, 1, at(0s), 7).kind, Kind::kBegan);
  for (int i = 1; i <= 100; ++i) {
    const auto noted = book.note("rule", Weight::kBegins, 2, at(i * 3s), 8);
    EXPECT_EQ(noted.kind, Kind::kContinued);
    EXPECT_EQ(noted.id, 7);
  }
  EXPECT_TRUE(book.end_quiet(at(300s)).empty());
  const auto ended = book.end_quiet(at(600s));
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(ended[0].episode.attempts, 201u);
}

TEST(Urge, OfAnotherRuleIsAnother) {
  EpisodeBook book;
  book.note("a", Weight::kBegins, 1, at(0s), 1);
  EXPECT_EQ(book.note("b", Weight::kBegins, 1, at(1s), 2).kind, Kind::kBegan);
  EXPECT_EQ(book.open().size(), 2u);
}

TEST(Urge, IsNotBegunByAPartOfAnotherPage) {
  EpisodeBook book;
  EXPECT_EQ(book.note("a", Weight::kBelongs, 1, at(0s), 1).kind, Kind::kIgnored);
  book.note("a", Weight::kBegins, 1, at(1s), 1);
  EXPECT_EQ(book.note("a", Weight::kBelongs, 1, at(2s), 2).kind, Kind::kContinued);
}

TEST(Urge, WeighsWhatTheRequestTells) {
  Attempt attempt;
  EXPECT_EQ(weigh(attempt, HostReason::kTarget), Weight::kBegins);
  EXPECT_EQ(weigh(attempt, HostReason::kAsset), Weight::kBelongs);
  attempt.intent = Intent::kEmbedded;
  EXPECT_EQ(weigh(attempt, HostReason::kTarget), Weight::kBelongs);
  attempt.intent = Intent::kVisit;
  EXPECT_EQ(weigh(attempt, HostReason::kAsset), Weight::kBegins);
}

TEST(Urge, EndsAtThePersonsWord) {
  EpisodeBook book;
  book.note("a", Weight::kBegins, 1, at(0s), 5);
  EXPECT_TRUE(book.end(4).empty());
  EXPECT_EQ(book.end(5).size(), 1u);
  EXPECT_TRUE(book.open().empty());
  EXPECT_EQ(book.next_end(), Elapsed::max());
}

}  // namespace
}  // namespace holdfast
