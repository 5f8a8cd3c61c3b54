#include "policy/pin.h"

#include <utility>
#include <variant>
#include <vector>

#include "policy/overloaded.h"
#include "policy/rules_print.h"

namespace holdfast {
namespace {

using std::chrono::seconds;

End* end_in(Statement& statement) {
  if (auto* rule = std::get_if<BlockRule>(&statement)) return &rule->end;
  if (auto* lock = std::get_if<LockSetting>(&statement)) return &lock->until;
  return nullptr;
}

void pin_line(RulesText::Line& line, Moment at, const TimeZone& zone) {
  Statement statement = *line.statement;
  End* end = end_in(statement);
  if (end == nullptr || !std::holds_alternative<seconds>(*end)) return;
  *end = pinned(*end, at, zone);
  line.rewrite(statement, to_text_at(statement, zone.offset_at(std::get<Wall>(*end))));
}

}  // namespace

End pinned(const End& end, Moment at, const TimeZone& zone) {
  return std::visit(
      Overloaded{
          [](std::monostate) { return End(); },
          [&](LocalSeconds local) { return End(zone.to_wall(local)); },
          [](Wall instant) { return End(Wall(std::chrono::ceil<seconds>(instant))); },
          [&](seconds length) { return End(Wall(std::chrono::ceil<seconds>(at.wall + length))); },
      },
      end);
}

RulesText pin_lengths(const RulesText& rules, Moment at, const TimeZone& zone) {
  std::vector<RulesText::Line> lines = rules.lines();
  for (RulesText::Line& line : lines) {
    if (line.statement) pin_line(line, at, zone);
  }
  return rules.with_lines(std::move(lines));
}

}  // namespace holdfast
