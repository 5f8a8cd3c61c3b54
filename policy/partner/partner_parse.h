#pragma once

#include <optional>

#include "policy/word_reader.h"

namespace holdfast {

/// What follows `partner`, read to its last word; nothing after a complaint.
std::optional<Statement> parse_partner(WordReader& words);

}  // namespace holdfast
