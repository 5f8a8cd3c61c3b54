// Whatever stands in the policy file: no crash, problems that point into the text and are fit for
// a terminal, every accepted byte kept, and every statement read back as itself.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "policy/rules_text.h"
#include "policy/text.h"

namespace {

using namespace holdfast;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_problems(const std::vector<RuleProblem>& problems, std::string_view text) {
  require(!problems.empty() && problems.size() <= kMaxRuleProblems);
  const auto line_count = std::count(text.begin(), text.end(), '\n') + 1;
  for (const RuleProblem& problem : problems) {
    require(problem.line >= 1 && problem.line <= line_count && problem.column >= 1);
    require(static_cast<std::size_t>(problem.column) <= text.size() + 1);
    require(is_showable(problem.what.english()) && is_showable(problem.hint.english()));
  }
}

void check_statements(const RulesText& rules, const Catalog& catalog) {
  RulesText rebuilt;
  for (const Statement& statement : rules.statements()) {
    const auto again = parse_statement(to_text(statement), catalog);
    require(std::get<Statement>(again) == statement);
    rebuilt.put(statement);
  }
  require(rebuilt.statements().size() == rules.statements().size());
  for (const Statement& statement : rules.statements()) require(rebuilt.remove(key_of(statement)));
  require(rebuilt.text().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = RulesText::parse(text, catalog);
  if (const auto* rules = std::get_if<RulesText>(&parsed)) {
    require(rules->text() == text);
    check_statements(*rules, catalog);
  } else {
    check_problems(std::get<std::vector<RuleProblem>>(parsed), text);
  }
  return 0;
}
