#include <utility>

#include "platform/store/sqlite_store.h"

// The part of SqliteStore that recomputes hashes.

namespace holdfast::platform {

using sqlite::Statement;

Result<Store::Chain> SqliteStore::verify_chain() {
  Chain chain;
  Tip tip;
  Breaks breaks;
  if (const auto walked = walk_events(tip, chain.rows, breaks); !walked) return walked.error();
  if (const auto walked = walk_attempts(breaks); !walked) return walked.error();
  const auto is_whole = is_what_days_count(tip, chain.rows);
  if (!is_whole) return is_whole.error();
  if (!*is_whole) breaks.add(tip.id);
  const auto gaps = database_.integer("SELECT count(*) FROM chain_gap");
  if (!gaps) return gaps.error();
  chain.head = to_hex(tip.hash);
  chain.broken_at = breaks.first;
  chain.breaks = breaks.count;
  chain.gaps = *gaps;
  return chain;
}

// The chain alone shows what was changed or taken out before its end.
Result<bool> SqliteStore::is_what_days_count(const Tip& tip, std::int64_t rows) {
  const auto counted = database_.integer("SELECT coalesce(sum(count), 0) FROM day");
  if (!counted) return counted.error();
  const auto last = database_.integer("SELECT coalesce(max(last_event), 0) FROM day");
  if (!last) return last.error();
  return *counted == rows && *last == tip.id;
}

Result<std::string> SqliteStore::hash_of(std::int64_t nth) {
  if (nth < 1) return std::string();
  auto found = database_.prepare("SELECT hash FROM event ORDER BY id LIMIT 1 OFFSET ?1");
  if (!found) return found.error();
  const auto stepped = found->bind(nth - 1).step();
  if (!stepped) return stepped.error();
  return *stepped == Statement::Step::kRow ? to_hex(hash_at(*found, 0)) : std::string();
}

Result<std::optional<std::int64_t>> SqliteStore::verify_newest(std::int64_t rows) {
  auto before = database_.prepare("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1 OFFSET ?1");
  if (!before) return before.error();
  const auto found = before->bind(rows).step();
  if (!found) return found.error();
  Tip tip;
  if (*found == Statement::Step::kRow) tip = {before->integer(0), hash_at(*before, 1)};
  std::int64_t walked_rows = 0;
  Breaks breaks;
  if (const auto walked = walk_events(tip, walked_rows, breaks); !walked) return walked.error();
  return breaks.first;
}

Result<void> SqliteStore::walk_events(Tip& tip, std::int64_t& rows, Breaks& breaks) {
  auto events = database_.prepare(
      "SELECT " + std::string(kEventColumns) +
      ", before_event IS NOT NULL FROM event LEFT JOIN chain_gap ON before_event = id"
      " WHERE id > ?1 ORDER BY id");
  if (!events) return events.error();
  events->bind(tip.id);
  for (;;) {
    const auto stepped = events->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return {};
    const EventRow event = event_at(*events);
    const Hash stored = hash_at(*events, 7);
    const bool follows_gap = events->integer(8) != 0;
    if (!follows_gap && hasher_.event(tip.hash, event) != stored) breaks.add(event.id);
    tip = {event.id, stored};
    ++rows;
  }
}

Result<void> SqliteStore::walk_attempts(Breaks& breaks) {
  auto episodes = database_.prepare("SELECT id, attempts, hash FROM episode ORDER BY id");
  if (!episodes) return episodes.error();
  for (;;) {
    const auto stepped = episodes->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return {};
    const std::int64_t id = episodes->integer(0);
    const auto rows = attempts(id);
    if (!rows) return rows.error();
    Hash hash{};
    for (const AttemptRow& row : *rows) hash = hasher_.attempt(hash, row);
    const bool is_whole = static_cast<std::int64_t>(rows->size()) == episodes->integer(1);
    if (!is_whole || hash != hash_at(*episodes, 2)) breaks.add(id);
  }
}

}  // namespace holdfast::platform
