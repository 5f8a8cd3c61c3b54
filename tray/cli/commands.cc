#include "tray/cli/commands.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

namespace holdfast::cli {
namespace {

constexpr std::array kTable = {
    // Every day.
    &kStatus,
    &kUrge,
    &kRide,
    &kSlip,
    &kKept,
    &kInsights,
    &kLog,
    &kWatch,
    // What is out of reach.
    &kSetup,
    &kBlock,
    &kUnblock,
    &kAllow,
    &kSchedule,
    &kRules,
    &kWhy,
    // What waits.
    &kPending,
    &kConfirm,
    &kCancel,
    &kReachOut,
    // How it is held.
    &kLock,
    &kCoolingOff,
    &kCalmWindow,
    &kAlias,
    &kPlan,
    &kPromise,
    &kSupport,
    // The friend.
    &kPartner,
    &kSummary,
    &kUnlock,
    &kExplain,
    &kVerify,
    // The whole of it.
    &kEdit,
    &kPolicy,
    &kDoctor,
    &kExport,
    &kForget,
};

// Levenshtein's distance: how many letters differ.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const Command* const> all_commands() { return kTable; }

const Command* find_command(std::string_view name) {
  const auto it = std::find_if(kTable.begin(), kTable.end(),
                               [&](const Command* command) { return command->name == name; });
  return it == kTable.end() ? nullptr : *it;
}

const Command* find_part(const Command& command, std::string_view word) {
  const std::string name = std::string(command.name) + " " + std::string(word);
  const auto it = std::find_if(command.parts.begin(), command.parts.end(),
                               [&](const Command* part) { return part->name == name; });
  return it == command.parts.end() ? nullptr : *it;
}

std::string_view nearest_command(std::string_view name) {
  if (name.size() > 40) return {};
  const auto it =
      std::min_element(kTable.begin(), kTable.end(), [&](const Command* one, const Command* other) {
        return distance(one->name, name) < distance(other->name, name);
      });
  return distance((*it)->name, name) <= 2 ? (*it)->name : std::string_view();
}

}  // namespace holdfast::cli
