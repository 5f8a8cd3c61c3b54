#pragma once

#include <cstdint>
#include <string>

#include "platform/store/sqlite.h"
#include "policy/result.h"

namespace holdfast::platform {

/// What was carried over from a damaged database.
struct Salvaged {
  std::int64_t facts = 0;
  std::int64_t events = 0;
  std::int64_t attempts = 0;
  std::int64_t gaps = 0;  ///< places in the chain of events where rows could not be read
};

/// Copies every row that can still be read out of `damaged`, around its unreadable pages, into
/// `fresh` (migrated and empty), in one transaction. Rows keep their ids and hashes; days are
/// counted anew. Reading never fails, an Error is about writing.
Result<Salvaged> salvage(const sqlite::Database& damaged, const sqlite::Database& fresh);

/// "12 events, 3 facts and 40 attempts were carried over".
Phrase describe(const Salvaged& salvaged);

}  // namespace holdfast::platform
