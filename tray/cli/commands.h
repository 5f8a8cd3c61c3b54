#pragma once

#include <span>
#include <string_view>

#include "tray/cli/command.h"

namespace holdfast::cli {

/// Every command, in the order of `holdfast --help`.
std::span<const Command* const> all_commands();

/// Null when there is none of that name.
const Command* find_command(std::string_view name);

/// The command that was most likely meant; empty when none is near.
std::string_view nearest_command(std::string_view name);

/// The sub-command of this one that `word` names; null for none.
const Command* find_part(const Command& command, std::string_view word);

// One file a command under commands/.
extern const Command kAlias;
extern const Command kAllow;
extern const Command kBlock;
extern const Command kCalmWindow;
extern const Command kCancel;
extern const Command kConfirm;
extern const Command kCoolingOff;
extern const Command kDoctor;
extern const Command kEdit;
extern const Command kExplain;
extern const Command kExport;
extern const Command kForget;
extern const Command kInsights;
extern const Command kKept;
extern const Command kLock;
extern const Command kLog;
extern const Command kPartner;
extern const Command kPending;
extern const Command kPlan;
extern const Command kPolicy;
extern const Command kPromise;
extern const Command kReachOut;
extern const Command kRide;
extern const Command kRules;
extern const Command kSchedule;
extern const Command kSetup;
extern const Command kSlip;
extern const Command kStatus;
extern const Command kSummary;
extern const Command kSupport;
extern const Command kUnblock;
extern const Command kUnlock;
extern const Command kUrge;
extern const Command kVerify;
extern const Command kWatch;
extern const Command kWhy;

// One file a sub-command under commands/partner/.
extern const Command kPartnerAccount;
extern const Command kPartnerAgreed;
extern const Command kPartnerInvite;
extern const Command kPartnerKey;
extern const Command kPartnerStopped;
extern const Command kPartnerTest;

}  // namespace holdfast::cli
