// Two policies, parted by a NUL, the second proposed instead of the first: nothing is loosened at
// once, and all loosenings together give what was proposed.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "policy/edit.h"
#include "policy/pin.h"

namespace {

using namespace holdfast;

const Moment today{
    .elapsed = {},
    .wall = std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + std::chrono::hours(12)};

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> meaning(const RulesText& rules) {
  std::vector<std::string> lines;
  for (const Statement& statement : rules.statements()) lines.push_back(to_text(statement));
  std::sort(lines.begin(), lines.end());
  return lines;
}

void check(const RulesText& held, const RulesText& proposed) {
  const TimeZone zone;
  require(compare(held, held, today, zone).empty());
  auto [now, later] = split(held, proposed, today, zone);
  for (const Change& change : compare(held, now, today, zone)) {
    require(change.direction != Direction::kLoosening);
  }
  require(split(now, proposed, today, zone).now.text() == now.text());
  for (const Change& change : later) require(apply_loosening(now, change));
  require(meaning(now) == meaning(proposed));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t nul = text.find('\0');
  if (nul == std::string_view::npos) return 0;
  const auto held = RulesText::parse(text.substr(0, nul), catalog);
  const auto proposed = RulesText::parse(text.substr(nul + 1), catalog);
  if (held.index() != 0 || proposed.index() != 0) return 0;
  check(std::get<RulesText>(held), std::get<RulesText>(proposed));
  check(pin_lengths(std::get<RulesText>(held), today, TimeZone()), std::get<RulesText>(proposed));
  return 0;
}
