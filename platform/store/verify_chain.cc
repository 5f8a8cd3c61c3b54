#include <utility>

#include "platform/store/sqlite_store.h"

// The part of SqliteStore that recomputes hashes.

namespace holdfast::platform {

using sqlite::Statement;

Result<Store::Chain> SqliteStore::verify_chain() {
  Chain chain;
  Tip tip;
  const auto event = walk_events(tip, chain.rows);
  if (!event) return event.error();
  const auto episode = walk_attempts();
  if (!episode) return episode.error();
  const auto gaps = database_.integer("SELECT count(*) FROM chain_gap");
  if (!gaps) return gaps.error();
  chain.head = to_hex(tip.hash);
  chain.broken_at = *event;
  if (*episode && (!*event || **episode < **event)) chain.broken_at = *episode;
  chain.gaps = *gaps;
  return chain;
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
  std::int64_t walked = 0;
  return walk_events(tip, walked);
}

Result<std::optional<std::int64_t>> SqliteStore::walk_events(Tip& tip, std::int64_t& rows) {
  auto events = database_.prepare(
      "SELECT " + std::string(kEventColumns) +
      ", before_event IS NOT NULL FROM event LEFT JOIN chain_gap ON before_event = id"
      " WHERE id > ?1 ORDER BY id");
  if (!events) return events.error();
  events->bind(tip.id);
  std::optional<std::int64_t> broken_at;
  for (;;) {
    const auto stepped = events->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return broken_at;
    const EventRow event = event_at(*events);
    const Hash stored = hash_at(*events, 7);
    const bool follows_gap = events->integer(8) != 0;
    if (!broken_at && !follows_gap && hasher_.event(tip.hash, event) != stored) {
      broken_at = event.id;
    }
    tip = {event.id, stored};
    ++rows;
  }
}

Result<std::optional<std::int64_t>> SqliteStore::walk_attempts() {
  auto episodes = database_.prepare("SELECT id, attempts, hash FROM episode ORDER BY id");
  if (!episodes) return episodes.error();
  for (;;) {
    const auto stepped = episodes->step();
    if (!stepped) return stepped.error();
    if (*stepped == Statement::Step::kDone) return std::optional<std::int64_t>();
    const std::int64_t id = episodes->integer(0);
    const auto rows = attempts(id);
    if (!rows) return rows.error();
    Hash hash{};
    for (const AttemptRow& row : *rows) hash = hasher_.attempt(hash, row);
    const bool is_whole = static_cast<std::int64_t>(rows->size()) == episodes->integer(1);
    if (!is_whole || hash != hash_at(*episodes, 2)) return std::optional(id);
  }
}

}  // namespace holdfast::platform
