#include "policy/log_entry.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(LogEntry, ReadsAsASentence) {
  LogEntry urge{.kind = std::string(kind::kUrge), .subject = "block example.org"};
  urge.detail = {{"host", "www.example.org"}, {"program", {{"name", "curl"}}}};
  EXPECT_EQ(sentence(urge), "An urge: www.example.org was tried by curl, and it held.");
}

TEST(LogEntry, HasWordsForEveryKind) {
  for (const std::string_view kind :
       {kind::kStarted,         kind::kUnobserved,     kind::kRuleAdded,
        kind::kRuleChanged,     kind::kRuleRemoved,    kind::kRuleEnded,
        kind::kTakenBack,       kind::kPending,        kind::kPostponed,
        kind::kReady,           kind::kConfirmed,      kind::kCancelled,
        kind::kLapsed,          kind::kRefused,        kind::kUrge,
        kind::kRiddenOut,       kind::kSlip,           kind::kTamper,
        kind::kClock,           kind::kZone,           kind::kLayerFailed,
        kind::kLayerHolds,      kind::kAllowanceAsked, kind::kAllowanceOpened,
        kind::kAllowanceClosed, kind::kListUpdated,    kind::kDamage,
        kind::kErased,          kind::kMilestone,      kind::kPromiseKept,
        kind::kHelped}) {
    const std::string text = sentence({.kind = std::string(kind), .subject = "block x"});
    EXPECT_FALSE(text.starts_with(kind)) << kind << " has no sentence of its own";
  }
}

TEST(LogEntry, SaysWhatHelpedInPlainWords) {
  LogEntry ridden{.kind = std::string(kind::kRiddenOut)};
  EXPECT_EQ(sentence(ridden), "Ridden out. That is strength.");
  ridden.detail = {{"helped", "ground"}};
  EXPECT_EQ(sentence(ridden), "Ridden out. That is strength. What helped: the senses.");
  EXPECT_EQ(sentence({.kind = std::string(kind::kHelped), .detail = {{"helped", "call"}}}),
            "That helped: a friend.");
}

TEST(LogEntry, CountsTheDaysOfAMilestone) {
  const auto after = [](int days) {
    return sentence({.kind = std::string(kind::kMilestone), .detail = {{"days", days}}});
  };
  EXPECT_EQ(after(1), "One day without contact.");
  EXPECT_EQ(after(30), "30 days without contact.");
}

TEST(LogEntry, SaysAPromiseWithoutItsQuotationMarks) {
  EXPECT_EQ(sentence({.kind = std::string(kind::kPromiseKept),
                      .subject = R"(promise "Lights \"out\" at C:\\ eleven")"}),
            R"(Kept: Lights "out" at C:\ eleven)");
}

TEST(LogEntry, ScoldsNobody) {
  const std::string text = sentence({.kind = std::string(kind::kSlip)});
  EXPECT_EQ(text.find("fail"), std::string::npos);
  EXPECT_NE(text.find("still count"), std::string::npos);
}

}  // namespace
}  // namespace holdfast
