#include "policy/pin.h"

#include <utility>
#include <variant>
#include <vector>

#include "policy/rules_print.h"

namespace holdfast {
namespace {

using std::chrono::seconds;

End* end_of_line(Statement& statement) {
  if (auto* rule = std::get_if<BlockRule>(&statement)) return &rule->end;
  if (auto* lock = std::get_if<LockSetting>(&statement)) return &lock->until;
  return nullptr;
}

Wall after(seconds length, Moment at) { return std::chrono::ceil<seconds>(at.wall + length); }

void pin_line(RulesText::Line& line, Moment at, const TimeZone& zone) {
  Statement statement = *line.statement;
  End* end = end_of_line(statement);
  const auto* length = end != nullptr ? std::get_if<seconds>(end) : nullptr;
  if (length == nullptr) return;
  const Wall instant = after(*length, at);
  *end = instant;
  line.rewrite(statement, to_text_at(statement, zone.offset_at(instant)));
}

}  // namespace

End end_in(const Statement& statement) {
  if (const auto* block = std::get_if<BlockRule>(&statement)) return block->end;
  if (const auto* lock = std::get_if<LockSetting>(&statement)) return lock->until;
  return {};
}

End pinned(const End& end, Moment at, const TimeZone& zone) {
  if (const auto* local = std::get_if<LocalSeconds>(&end)) return zone.to_wall(*local);
  if (const auto* length = std::get_if<seconds>(&end)) return after(*length, at);
  if (const auto* instant = std::get_if<Wall>(&end))
    return Wall(std::chrono::ceil<seconds>(*instant));
  return {};
}

RulesText pin_lengths(const RulesText& rules, Moment at, const TimeZone& zone) {
  std::vector<RulesText::Line> lines = rules.lines();
  for (RulesText::Line& line : lines) {
    if (line.statement) pin_line(line, at, zone);
  }
  return rules.with_lines(std::move(lines));
}

}  // namespace holdfast
