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
        kind::kErased}) {
    const std::string text = sentence({.kind = std::string(kind), .subject = "block x"});
    EXPECT_FALSE(text.starts_with(kind)) << kind << " has no sentence of its own";
  }
}

TEST(LogEntry, ScoldsNobody) {
  const std::string text = sentence({.kind = std::string(kind::kSlip)});
  EXPECT_EQ(text.find("fail"), std::string::npos);
  EXPECT_NE(text.find("still count"), std::string::npos);
}

}  // namespace
}  // namespace holdfast
