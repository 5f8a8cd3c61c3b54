#pragma once

#include <bitset>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "policy/host_name.h"
#include "policy/moment.h"
#include "policy/target.h"

namespace holdfast {

/// How much of a service a profile rule takes away, from less to more.
enum class Scope {
  kProfile,       ///< that person's pages, in managed browsers
  kBrowsersOnly,  ///< the same, and other programs are kept off the service
  kSite,          ///< the whole service, in every program
};

/// When a rule ends, as it was written. Monostate: no end. A local time is taken in the person's
/// zone at the moment the rule is made, and a length counts from then; the daemon pins both, so a
/// later change of zone moves nothing.
using LocalSeconds = std::chrono::local_seconds;
using End = std::variant<std::monostate, LocalSeconds, Wall, std::chrono::seconds>;

struct BlockRule {  ///< `block TARGET [scope site|profile [others off]] [until WHEN|for LENGTH]`
  Target target;
  Scope scope = Scope::kSite;
  End end;
  friend bool operator==(const BlockRule&, const BlockRule&) = default;
};

struct ListRule {  ///< `block list NAME from PATH`
  std::string name;
  std::string path;  ///< absolute
  friend bool operator==(const ListRule&, const ListRule&) = default;
};

struct AllowRule {  ///< `allow HOST`: it and its subdomains, never blocked
  HostName host;
  friend bool operator==(const AllowRule&, const AllowRule&) = default;
};

/// Days of the week by `std::chrono::weekday::c_encoding()`: bit 0 is Sunday.
using Weekdays = std::bitset<7>;

/// A daily span in local minutes since midnight; `to` is exclusive and greater than `from`.
struct DaySpan {
  std::chrono::minutes from{};
  std::chrono::minutes to{};
  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

struct ScheduleRule {  ///< `schedule TARGET open DAYS HH:MM-HH:MM purpose "TEXT"`
  Target target;
  Weekdays days;
  DaySpan open;
  std::string purpose;
  friend bool operator==(const ScheduleRule&, const ScheduleRule&) = default;
};

struct AliasSetting {  ///< `alias WORD`: what notifications and mails call the person
  std::string alias;
  friend bool operator==(const AliasSetting&, const AliasSetting&) = default;
};

struct CoolingOffSetting {  ///< `cooling-off LENGTH`, 10 minutes to 30 days
  std::chrono::seconds length{};
  friend bool operator==(const CoolingOffSetting&, const CoolingOffSetting&) = default;
};

struct CalmWindowSetting {  ///< `calm-window HH:MM-HH:MM`
  DaySpan window;
  friend bool operator==(const CalmWindowSetting&, const CalmWindowSetting&) = default;
};

struct LockSetting {  ///< `lock until WHEN`, `lock for LENGTH`
  End until;
  friend bool operator==(const LockSetting&, const LockSetting&) = default;
};

/// What the partner is told at once.
enum class AlertKind : std::uint8_t {
  kSlip,
  kTampering,   ///< after ten minutes, unless it is explained
  kUnobserved,  ///< protection was not verified for long while the computer was in use
  kLoosening,   ///< that one was asked for
};
using AlertKinds = std::set<AlertKind>;
inline const AlertKinds kDefaultAlerts = {AlertKind::kTampering, AlertKind::kUnobserved,
                                          AlertKind::kLoosening};

/// A local time of the week.
struct WeeklyTime {
  std::chrono::weekday day{0u};
  std::chrono::minutes at{};  ///< since midnight
  friend bool operator==(const WeeklyTime&, const WeeklyTime&) = default;
};

/// `partner MAIL name "NAME" summary weekly DAY HH:MM|none [alerts KIND,...|none] [share slips]`
struct PartnerSetting {
  std::string mail;
  std::string name;
  std::optional<WeeklyTime> summary;  ///< nothing: none is sent
  AlertKinds alerts = kDefaultAlerts;
  bool shares_slips = false;
  friend bool operator==(const PartnerSetting&, const PartnerSetting&) = default;
};

struct SupportSetting {  ///< `support call "NAME" tel:+…`
  std::string name;
  PhoneTarget phone;
  friend bool operator==(const SupportSetting&, const SupportSetting&) = default;
};

struct PlanSetting {  ///< `plan "If …, then …"`
  std::string text;
  friend bool operator==(const PlanSetting&, const PlanSetting&) = default;
};

struct PromiseSetting {  ///< `promise "TEXT"`: something small, to be kept today
  std::string text;
  friend bool operator==(const PromiseSetting&, const PromiseSetting&) = default;
};

/// One line of the policy.
using Statement = std::variant<BlockRule, ListRule, AllowRule, ScheduleRule, AliasSetting,
                               CoolingOffSetting, CalmWindowSetting, LockSetting, PartnerSetting,
                               SupportSetting, PlanSetting, PromiseSetting>;

inline constexpr std::chrono::hours kDefaultCoolingOff{24};
inline constexpr DaySpan kDefaultCalmWindow{std::chrono::hours{9}, std::chrono::hours{21}};

/// All that the person decided, sorted out of the statements. Values that were not set hold their
/// defaults.
struct Policy {
  std::vector<BlockRule> blocks;
  std::vector<ListRule> lists;
  std::vector<AllowRule> allows;
  std::vector<ScheduleRule> schedules;
  std::vector<SupportSetting> supports;
  std::vector<PlanSetting> plans;
  std::vector<PromiseSetting> promises;
  std::string alias = "them";
  std::chrono::seconds cooling_off = kDefaultCoolingOff;
  DaySpan calm_window = kDefaultCalmWindow;
  std::optional<LockSetting> lock;
  std::optional<PartnerSetting> partner;

  friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace holdfast
