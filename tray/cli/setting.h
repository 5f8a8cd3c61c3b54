#pragma once

#include <string_view>

#include "tray/cli/arguments.h"
#include "tray/cli/context.h"

namespace holdfast::cli {

/// A command whose words are a statement of the policy.
struct Setting {
  std::string_view keyword;  ///< alias, cooling-off, ...
  const char* unset;         ///< what holds when the policy says nothing of it, as a sentence
};

/// With words: the statement is taken into the policy. Without: says what is set now.
ExitCode run_setting(const Setting& setting, const Arguments& arguments, Context& context);

/// The options of all these commands.
inline constexpr Option kSettingOptions[] = {kDryRunOption, kJsonOption};

}  // namespace holdfast::cli
