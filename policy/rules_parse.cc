#include "policy/rules_parse.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "policy/clean_text.h"
#include "policy/partner/partner_parse.h"
#include "policy/rules_lexer.h"
#include "policy/settings_parse.h"
#include "policy/target.h"
#include "policy/text.h"
#include "policy/word_reader.h"
#include "policy/written_time.h"

namespace holdfast {
namespace {

constexpr std::size_t kMaxListName = 40;
constexpr std::size_t kMaxPath = 4095;  // PATH_MAX without its NUL
constexpr std::size_t kMaxPurpose = 200;

std::nullopt_t refuse_twice(WordReader& words, const Word& option) {
  return words.refuse(option, say("{1} after one that stands already", {in_quotes(option.text)}),
                      say("give each option once"));
}

std::optional<Target> read_target(WordReader& words, const Catalog& catalog) {
  const Word* word = words.need(marked("the target"));
  if (word == nullptr) return std::nullopt;
  return words.take(*word, parse_target(word->text, catalog));
}

std::optional<Scope> read_scope(WordReader& words, const Target& target) {
  constexpr std::array<std::string_view, 2> kScopes = {"site", "profile"};
  const Word* word = words.need(marked("the scope"));
  if (word == nullptr) return std::nullopt;
  if (word->text == "site") return Scope::kSite;
  if (word->text != "profile") return words.refuse_unknown(*word, kScopes);
  if (std::holds_alternative<ProfileTarget>(target)) {
    const Word* more = words.peek();
    if (more == nullptr || more->text != "others") return Scope::kProfile;
    words.next();
    if (words.need_keyword("off") == nullptr) return std::nullopt;
    return Scope::kBrowsersOnly;
  }
  return words.refuse(*word,
                      say("scope profile for {1}, no profile", {in_quotes(to_string(target))}),
                      say("leave the scope away, or name a profile such as instagram/her.name"));
}

bool is_list_name(std::string_view text) {
  const auto is_allowed = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  };
  return !text.empty() && text.size() <= kMaxListName &&
         std::all_of(text.begin(), text.end(), is_allowed);
}

/// What follows `block list`.
std::optional<Statement> parse_list(WordReader& words) {
  const Word* name = words.need(marked("the list's name"));
  if (name == nullptr) return std::nullopt;
  if (!is_list_name(name->text)) {
    return words.refuse(*name, say("{1} is no name for a list", {in_quotes(name->text)}),
                        say("write at most 40 lower-case letters, digits and `-`"));
  }
  if (words.need_keyword("from") == nullptr) return std::nullopt;
  const Word* path = words.need_text(marked("the path"), kMaxPath);
  if (path == nullptr) return std::nullopt;
  if (path->text.front() != '/') {
    return words.refuse(*path, say("{1} is no absolute path", {in_quotes(path->text)}),
                        say("write the whole path, from `/` on"));
  }
  if (!words.is_finished()) return std::nullopt;
  return ListRule{name->text, path->text};
}

std::optional<Statement> parse_block(WordReader& words, const Catalog& catalog) {
  constexpr std::array<std::string_view, 3> kOptions = {"scope", "until", "for"};
  const Word* first = words.peek();
  if (first != nullptr && first->text == "list") {
    words.next();
    return parse_list(words);
  }
  auto target = read_target(words, catalog);
  if (!target) return std::nullopt;
  BlockRule rule{*std::move(target), Scope::kSite, End()};
  bool has_scope = false;
  while (const Word* option = words.next()) {
    if (option->text == "scope") {
      if (std::exchange(has_scope, true)) return refuse_twice(words, *option);
      const auto scope = read_scope(words, rule.target);
      if (!scope) return std::nullopt;
      rule.scope = *scope;
    } else if (option->text == "until" || option->text == "for") {
      if (rule.end != End()) return refuse_twice(words, *option);
      const auto end = parse_end(*option, words);
      if (!end) return std::nullopt;
      rule.end = *end;
    } else {
      return words.refuse_unknown(*option, kOptions);
    }
  }
  return Statement(std::move(rule));
}

std::optional<Statement> parse_allow(WordReader& words, const Catalog&) {
  const Word* word = words.need(marked("the host"));
  if (word == nullptr) return std::nullopt;
  auto host = words.take(*word, HostName::parse(word->text));
  if (!host) return std::nullopt;
  if (host->why_not_blockable()) {
    return words.refuse(*word,
                        say("{1} is no host that a rule would block", {in_quotes(word->text)}),
                        say("allow a host such as pay.example.org"));
  }
  if (!words.is_finished()) return std::nullopt;
  return AllowRule{*std::move(host)};
}

/// What follows `open`: `DAYS HH:MM-HH:MM`.
bool read_opening(WordReader& words, ScheduleRule& schedule) {
  const Word* days_word = words.need(marked("the days"));
  if (days_word == nullptr) return false;
  const auto days = words.take(*days_word, parse_days(days_word->text));
  if (!days) return false;
  const Word* span_word = words.need(marked("the time of day"));
  if (span_word == nullptr) return false;
  const auto span = words.take(*span_word, parse_span(span_word->text));
  if (!span) return false;
  schedule.days = *days;
  schedule.open = *span;
  return true;
}

std::optional<Statement> parse_schedule(WordReader& words, const Catalog& catalog) {
  constexpr std::array<std::string_view, 2> kOptions = {"open", "purpose"};
  auto target = read_target(words, catalog);
  if (!target) return std::nullopt;
  ScheduleRule schedule{*std::move(target), {}, {}, {}};
  while (const Word* option = words.next()) {
    if (option->text == "open") {
      if (schedule.days.any()) return refuse_twice(words, *option);
      if (!read_opening(words, schedule)) return std::nullopt;
    } else if (option->text == "purpose") {
      if (!schedule.purpose.empty()) return refuse_twice(words, *option);
      const Word* purpose = words.need_text(marked("the purpose"), kMaxPurpose);
      if (purpose == nullptr) return std::nullopt;
      schedule.purpose = purpose->text;
    } else {
      return words.refuse_unknown(*option, kOptions);
    }
  }
  if (schedule.days.none() && words.need("`open`") == nullptr) return std::nullopt;
  if (schedule.purpose.empty() && words.need("`purpose`") == nullptr) return std::nullopt;
  return Statement(std::move(schedule));
}

/// For the statements that name no service.
template <std::optional<Statement> (*Parse)(WordReader&)>
std::optional<Statement> without_catalog(WordReader& words, const Catalog&) {
  return Parse(words);
}

struct StatementKind {
  std::string_view name;
  std::string_view usage;
  std::optional<Statement> (*parse)(WordReader&, const Catalog&);
};

constexpr std::array<StatementKind, 11> kKinds = {{
    {"block", "block TARGET [scope site|profile [others off]] [until WHEN|for LENGTH]",
     parse_block},
    {"allow", "allow HOST", parse_allow},
    {"schedule", "schedule TARGET open DAYS HH:MM-HH:MM purpose \"TEXT\"", parse_schedule},
    {"alias", "alias WORD", without_catalog<parse_alias>},
    {"cooling-off", "cooling-off LENGTH", without_catalog<parse_cooling_off>},
    {"calm-window", "calm-window HH:MM-HH:MM", without_catalog<parse_calm_window>},
    {"lock", "lock until WHEN|for LENGTH", without_catalog<parse_lock>},
    {"partner",
     "partner MAIL name \"NAME\" summary weekly DAY HH:MM|none [alerts KIND,..|none] [share slips]",
     without_catalog<parse_partner>},
    {"support", "support call \"NAME\" tel:+NUMBER", without_catalog<parse_support>},
    {"plan", "plan \"TEXT\"", without_catalog<parse_plan>},
    {"promise", "promise \"TEXT\"", without_catalog<parse_promise>},
}};

constexpr auto kNames = [] {
  std::array<std::string_view, kKinds.size()> names;
  for (std::size_t i = 0; i < kKinds.size(); ++i) names[i] = kKinds[i].name;
  return names;
}();

std::variant<std::optional<Statement>, RuleProblem> parse_words(const std::vector<Word>& words,
                                                                const Catalog& catalog) {
  const Word& first = words.front();
  const auto kind = std::find(kNames.begin(), kNames.end(), first.text);
  if (kind == kNames.end()) {
    WordReader reader(words, "STATEMENT");
    reader.refuse_unknown(first, kNames);
    return reader.problem();
  }
  const auto& [name, usage, parse] = kKinds[static_cast<std::size_t>(kind - kNames.begin())];
  WordReader reader(words, usage);
  reader.next();
  auto statement = parse(reader, catalog);
  if (!statement) return reader.problem();
  return statement;
}

}  // namespace

std::variant<std::optional<Statement>, RuleProblem> parse_line(std::string_view line,
                                                               const Catalog& catalog) {
  if (const auto bad = find_bad_byte(line)) {
    return RuleProblem{.column = static_cast<int>(bad->offset) + 1,
                       .what = bad->what,
                       .hint = say("take it out, or save the text as UTF-8")};
  }
  const auto words = split_words(line);
  if (const auto* problem = std::get_if<RuleProblem>(&words)) return *problem;
  const auto& found = std::get<std::vector<Word>>(words);
  if (found.empty()) return std::optional<Statement>();
  return parse_words(found, catalog);
}

}  // namespace holdfast
