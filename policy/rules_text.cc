#include "policy/rules_text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "policy/overloaded.h"
#include "policy/rules_lexer.h"
#include "policy/rules_parse.h"
#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kCrLf = "\r\n";
constexpr std::string_view kLf = "\n";

std::string_view line_end_of(std::string_view raw) {
  for (const std::string_view line_end : {kCrLf, kLf}) {
    if (raw.ends_with(line_end)) return line_end;
  }
  return "";
}

std::string_view without_line_end(std::string_view raw) {
  return raw.substr(0, raw.size() - line_end_of(raw).size());
}

/// Takes the first line off `rest`, with its line end.
std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  const std::string_view whole = rest.substr(0, std::min(line.size() + 1, rest.size()));
  rest.remove_prefix(whole.size());
  return whole;
}

/// Takes the byte order mark off the text, if it begins with one.
std::string take_mark(std::string_view& text) {
  if (!text.starts_with(kByteOrderMark)) return "";
  text.remove_prefix(kByteOrderMark.size());
  return std::string(kByteOrderMark);
}

/// Collects the lines of a text and what is wrong with them.
class TextParser {
 public:
  explicit TextParser(const Catalog& catalog) : catalog_(catalog) {}

  void add_line(std::string_view raw) {
    ++number_;
    auto parsed = parse_line(without_line_end(raw), catalog_);
    if (auto* problem = std::get_if<RuleProblem>(&parsed)) {
      problem->line = number_;
      problems.push_back(std::move(*problem));
      lines.push_back({std::string(raw), std::nullopt});
      return;
    }
    auto& statement = std::get<std::optional<Statement>>(parsed);
    if (statement && !is_first_of_its_key(raw, *statement)) statement.reset();
    lines.push_back({std::string(raw), std::move(statement)});
  }

  bool is_full() const { return problems.size() >= kMaxRuleProblems; }

  std::vector<RulesText::Line> lines;
  std::vector<RuleProblem> problems;

 private:
  bool is_first_of_its_key(std::string_view raw, const Statement& statement) {
    const auto [other, is_new] = line_of_key_.try_emplace(key_of(statement), number_);
    if (is_new) return true;
    problems.push_back(
        {.line = number_,
         .column = static_cast<int>(raw.find_first_not_of(" \t")) + 1,
         .what = say("a second {1}", {in_quotes(other->first)}),
         .hint = say("keep this line or line {1}", {std::to_string(other->second)})});
    return false;
  }

  const Catalog& catalog_;
  int number_ = 0;
  std::unordered_map<std::string, int> line_of_key_;
};

}  // namespace

Phrase RuleProblem::in_file(std::string_view file) const {
  const std::string place =
      std::string(file) + ":" + std::to_string(line) + ":" + std::to_string(column);
  return say("{1}: {2}", {place, hint.empty() ? what : with_hint(what, hint)});
}

std::variant<Statement, RuleProblem> parse_statement(std::string_view line,
                                                     const Catalog& catalog) {
  auto parsed = parse_line(line, catalog);
  if (auto* problem = std::get_if<RuleProblem>(&parsed)) return std::move(*problem);
  auto& statement = std::get<std::optional<Statement>>(parsed);
  if (statement) return *std::move(statement);
  return RuleProblem{.what = say("no statement"),
                     .hint = say("write one such as `block example.org`")};
}

std::variant<RulesText, std::vector<RuleProblem>> RulesText::parse(std::string_view text,
                                                                   const Catalog& catalog) {
  if (text.size() > kMaxRulesBytes) {
    return std::vector{RuleProblem{
        .what = say("the text is {1} bytes long", {std::to_string(text.size())}),
        .hint = say("keep it under {1} bytes, and many hosts in a file of their own: `block list "
                    "NAME from PATH`",
                    {std::to_string(kMaxRulesBytes)})}};
  }
  TextParser parser(catalog);
  RulesText rules;
  rules.mark_ = take_mark(text);
  parser.lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  while (!text.empty() && !parser.is_full()) parser.add_line(take_line(text));
  if (!parser.problems.empty()) return std::move(parser.problems);
  rules.lines_ = std::move(parser.lines);
  return rules;
}

RulesText RulesText::read_again(std::string_view text, const Catalog& catalog,
                                std::vector<RuleProblem>& problems) {
  TextParser parser(catalog);
  RulesText rules;
  rules.mark_ = take_mark(text);
  while (!text.empty()) parser.add_line(take_line(text));
  rules.lines_ = std::move(parser.lines);
  problems = std::move(parser.problems);
  return rules;
}

std::string RulesText::text() const {
  std::string text = mark_;
  for (const Line& line : lines_) text += line.raw;
  return text;
}

Policy RulesText::policy() const {
  Policy policy;
  const Overloaded sort_in{
      [&](const BlockRule& rule) { policy.blocks.push_back(rule); },
      [&](const ListRule& rule) { policy.lists.push_back(rule); },
      [&](const AllowRule& rule) { policy.allows.push_back(rule); },
      [&](const ScheduleRule& rule) { policy.schedules.push_back(rule); },
      [&](const AliasSetting& setting) { policy.alias = setting.alias; },
      [&](const CoolingOffSetting& setting) { policy.cooling_off = setting.length; },
      [&](const CalmWindowSetting& setting) { policy.calm_window = setting.window; },
      [&](const LockSetting& setting) { policy.lock = setting; },
      [&](const PartnerSetting& setting) { policy.partner = setting; },
      [&](const SupportSetting& setting) { policy.supports.push_back(setting); },
      [&](const PlanSetting& setting) { policy.plans.push_back(setting); },
      [&](const PromiseSetting& setting) { policy.promises.push_back(setting); },
  };
  for (const Line& line : lines_) {
    if (line.statement) std::visit(sort_in, *line.statement);
  }
  return policy;
}

std::vector<Statement> RulesText::statements() const {
  std::vector<Statement> statements;
  for (const Line& line : lines_) {
    if (line.statement) statements.push_back(*line.statement);
  }
  return statements;
}

const Statement* RulesText::find(std::string_view key) const {
  for (const Line& line : lines_) {
    if (line.statement && key_of(*line.statement) == key) return &*line.statement;
  }
  return nullptr;
}

RulesText RulesText::with_lines(std::vector<Line> lines) const {
  RulesText other;
  other.mark_ = mark_;
  other.lines_ = std::move(lines);
  for (std::size_t i = 0; i + 1 < other.lines_.size(); ++i) {
    std::string& raw = other.lines_[i].raw;
    if (line_end_of(raw).empty()) raw += line_end();
  }
  return other;
}

void RulesText::Line::rewrite(const Statement& replacement, std::string_view words) {
  const auto old = split_words(without_line_end(raw));
  const auto& found = std::get<std::vector<Word>>(old);
  const std::size_t begin = found.front().begin;
  raw.replace(begin, found.back().end - begin, words);
  statement = replacement;
}

std::vector<RulesText::Line>::iterator RulesText::line_of(std::string_view key) {
  return std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) {
    return line.statement && key_of(*line.statement) == key;
  });
}

std::string RulesText::line_end() const {
  const bool is_crlf = !lines_.empty() && lines_.front().raw.ends_with(kCrLf);
  return std::string(is_crlf ? kCrLf : kLf);
}

void RulesText::put(const Statement& statement) {
  const auto line = line_of(key_of(statement));
  if (line == lines_.end()) return add(statement);
  if (*line->statement != statement) line->rewrite(statement, to_text(statement));
}

void RulesText::add(const Statement& statement) {
  const auto last_alike = std::find_if(lines_.rbegin(), lines_.rend(), [&](const Line& line) {
    return line.statement && line.statement->index() == statement.index();
  });
  const auto place = last_alike == lines_.rend() ? lines_.end() : last_alike.base();
  Line line{to_text(statement), statement};
  if (place != lines_.begin() && line_end_of(std::prev(place)->raw).empty()) {
    // The text has no last newline, and keeps to it.
    std::prev(place)->raw += line_end();
  } else {
    line.raw += line_end();
  }
  lines_.insert(place, std::move(line));
}

bool RulesText::remove(std::string_view key) {
  const auto line = line_of(key);
  if (line == lines_.end()) return false;
  lines_.erase(line);
  return true;
}

}  // namespace holdfast
