#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/catalog.h"
#include "policy/phrase.h"
#include "policy/policy.h"

namespace holdfast {

/// Why a line was refused. Prints as `file:line:column: what; hint`.
struct RuleProblem {
  int line = 1;    ///< from 1
  int column = 1;  ///< from 1, in bytes
  Phrase what;
  Phrase hint;  ///< what would be right; may be empty

  Phrase in_file(std::string_view file) const;
  friend bool operator==(const RuleProblem&, const RuleProblem&) = default;
};

/// At most this many bytes of rules are read; more is a problem of line 1.
inline constexpr std::size_t kMaxRulesBytes = 1 << 20;

/// Reading stops after so many problems; nobody mends more of them at a time.
inline constexpr std::size_t kMaxRuleProblems = 1000;

/// The words that say what a statement is about: two statements of one key cannot stand together,
/// the later replaces the earlier. `block instagram/her.name`, `allow pay.example.org`,
/// `cooling-off`; schedules, supports, plans and promises are their whole text.
std::string key_of(const Statement& statement);

/// The statement as one line, canonical, that parses back to it.
std::string to_text(const Statement& statement);

/// Words for an end: `until 2027-03-01`, `until 2027-03-01T14:03:00Z`, `for 30d`, or nothing.
std::string to_text(const End& end);

/// One line of text, as from the command line.
std::variant<Statement, RuleProblem> parse_statement(std::string_view line, const Catalog& catalog);

/// The policy file as a document: every line as it stands, comments and order and line ends kept.
class RulesText {
 public:
  /// One line with its line end; `statement` is nothing for a comment or an empty line.
  struct Line {
    std::string raw;
    std::optional<Statement> statement;

    /// Writes `words`, which mean `replacement`, over those of the statement that the line holds;
    /// what stands before and after them is kept.
    void rewrite(const Statement& replacement, std::string_view words);
    friend bool operator==(const Line&, const Line&) = default;
  };

  /// Problems are reported in order, the first kMaxRuleProblems of them; nothing is taken from a
  /// text that has one. Accepts CRLF, a byte order mark and a missing last newline (all are kept);
  /// refuses NUL, invalid UTF-8, control characters, two statements of one key.
  static std::variant<RulesText, std::vector<RuleProblem>> parse(std::string_view text,
                                                                 const Catalog& catalog);
  /// What was taken once and is read again, though the catalog may have changed since or the
  /// limits: a line that cannot be read any more stands as it is, says nothing, and is among
  /// `problems`.
  static RulesText read_again(std::string_view text, const Catalog& catalog,
                              std::vector<RuleProblem>& problems);
  RulesText() = default;

  std::string text() const;
  Policy policy() const;
  std::vector<Statement> statements() const;
  const Statement* find(std::string_view key) const;

  const std::vector<Line>& lines() const { return lines_; }
  /// This text with other lines. A line without a line end gets one, unless it is the last.
  RulesText with_lines(std::vector<Line> lines) const;

  /// Replaces the statement of the same key where it stands, with its trailing comment, or adds it
  /// at the end of its kind's block of lines (else at the end of the text).
  void put(const Statement& statement);
  /// Takes the line away; false when there is none of that key.
  bool remove(std::string_view key);

 private:
  std::vector<Line>::iterator line_of(std::string_view key);
  std::string line_end() const;
  void add(const Statement& statement);

  std::string mark_;  // the byte order mark, if the text begins with one
  std::vector<Line> lines_;
};

}  // namespace holdfast
