#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {

/// The words of a command line as one line of the policy: what the shell took the quotation marks
/// from gets them back. Nothing when a word cannot stand on a line (a newline, a control
/// character, or what is not UTF-8).
std::optional<std::string> to_statement(std::string_view keyword,
                                        const std::vector<std::string>& words);

/// Whether the policy's line is a statement that begins with this keyword.
bool begins_with(std::string_view line, std::string_view keyword);

/// The lines of a policy that begin so, as they stand, without their indentation.
std::vector<std::string> lines_with(std::string_view policy, std::string_view keyword);

}  // namespace holdfast::cli
