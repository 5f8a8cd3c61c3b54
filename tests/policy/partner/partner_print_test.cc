#include "policy/partner/partner_print.h"

#include <gtest/gtest.h>

#include "policy/rules_text.h"
#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

TEST(PrintPartner, WritesWhatIsNotUsual) {
  PartnerSetting partner{"a@b.org", "A. B", WeeklyTime{std::chrono::Sunday, 18h}};
  EXPECT_EQ(partner_text(partner), "partner a@b.org name \"A. B\" summary weekly sun 18:00");
  partner.summary.reset();
  partner.alerts = {AlertKind::kLoosening, AlertKind::kSlip};
  partner.shares_slips = true;
  EXPECT_EQ(partner_text(partner),
            "partner a@b.org name \"A. B\" summary none alerts slip,loosening share slips");
  partner.alerts.clear();
  EXPECT_EQ(partner_text(partner),
            "partner a@b.org name \"A. B\" summary none alerts none share slips");
}

TEST(PrintPartner, IsReadBackWhateverIsToldOfIt) {
  for (unsigned bits = 0; bits < 64; ++bits) {
    PartnerSetting partner{"a@b.org", "Zoë \"Z\\\" 🌱", std::nullopt, {}, (bits & 16u) != 0};
    if (bits & 32u) partner.summary = WeeklyTime{std::chrono::Wednesday, 7h + 5min};
    for (unsigned kind = 0; kind < 4; ++kind) {
      if (bits & (1u << kind)) partner.alerts.insert(static_cast<AlertKind>(kind));
    }
    const auto again = parse_statement(partner_text(partner), gen::catalog());
    ASSERT_TRUE(std::holds_alternative<Statement>(again)) << partner_text(partner);
    EXPECT_EQ(std::get<PartnerSetting>(std::get<Statement>(again)), partner);
  }
}

TEST(PrintAlertKind, GoesBothWays) {
  for (const AlertKind kind :
       {AlertKind::kSlip, AlertKind::kTampering, AlertKind::kUnobserved, AlertKind::kLoosening}) {
    EXPECT_EQ(alert_kind(word(kind)), kind);
  }
  EXPECT_EQ(alert_kind("none"), std::nullopt);
}

}  // namespace
}  // namespace holdfast
