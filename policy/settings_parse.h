#pragma once

#include <optional>

#include "policy/policy.h"
#include "policy/word_reader.h"

namespace holdfast {

// What follows the first word of a statement, read to its last word; nothing after a complaint.

std::optional<Statement> parse_alias(WordReader& words);
std::optional<Statement> parse_cooling_off(WordReader& words);
std::optional<Statement> parse_calm_window(WordReader& words);
std::optional<Statement> parse_lock(WordReader& words);
std::optional<Statement> parse_support(WordReader& words);
std::optional<Statement> parse_plan(WordReader& words);
std::optional<Statement> parse_promise(WordReader& words);

/// What follows `until` or `for`, which is `keyword`.
std::optional<End> parse_end(const Word& keyword, WordReader& words);

}  // namespace holdfast
