#include "policy/rules_lexer.h"

#include <optional>
#include <utility>

namespace holdfast {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

RuleProblem problem_at(std::size_t offset, Phrase what, Phrase hint) {
  return {.column = static_cast<int>(offset) + 1, .what = std::move(what), .hint = std::move(hint)};
}

class Lexer {
 public:
  explicit Lexer(std::string_view line) : line_(line) {}

  std::variant<std::vector<Word>, RuleProblem> words() {
    while (skip_to_word()) {
      Word word{.begin = at_};
      auto problem = line_[at_] == '"' ? quoted(word) : bare(word);
      if (problem) return *std::move(problem);
      word.end = at_;
      words_.push_back(std::move(word));
    }
    return std::move(words_);
  }

 private:
  bool skip_to_word() {
    while (at_ < line_.size() && is_blank(line_[at_])) ++at_;
    return at_ < line_.size() && line_[at_] != '#';
  }

  std::optional<RuleProblem> bare(Word& word) {
    while (at_ < line_.size() && !is_blank(line_[at_])) {
      if (line_[at_] == '"') {
        return problem_at(at_, say("a quotation mark in the middle of a word"),
                          say("put a space before it, or the whole word in quotation marks"));
      }
      ++at_;
    }
    word.text = line_.substr(word.begin, at_ - word.begin);
    return std::nullopt;
  }

  std::optional<RuleProblem> quoted(Word& word) {
    for (++at_; at_ < line_.size() && line_[at_] != '"'; ++at_) {
      if (line_[at_] == '\t') {
        return problem_at(at_, say("a tab inside quotation marks"), say("write a space"));
      }
      if (line_[at_] == '\\' && !escape()) {
        return problem_at(at_, say("a lone backslash inside quotation marks"),
                          say("write `\\\\` for a backslash and `\\\"` for a quotation mark"));
      }
      word.text += line_[at_];
    }
    if (at_ == line_.size()) {
      return problem_at(word.begin, say("a quotation mark that is never closed"),
                        say("end the text with `\"` on the same line"));
    }
    ++at_;
    if (at_ < line_.size() && !is_blank(line_[at_])) {
      return problem_at(at_, say("no space after the closing quotation mark"),
                        say("put a space there, or `\\\"` for a quotation mark inside the text"));
    }
    return std::nullopt;
  }

  /// Steps from a backslash to the character it stands for.
  bool escape() {
    const bool is_known =
        at_ + 1 < line_.size() && (line_[at_ + 1] == '"' || line_[at_ + 1] == '\\');
    if (is_known) ++at_;
    return is_known;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::vector<Word> words_;
};

}  // namespace

std::variant<std::vector<Word>, RuleProblem> split_words(std::string_view line) {
  return Lexer(line).words();
}

std::string word_text(std::string_view word) {
  const bool is_plain =
      !word.empty() && word.front() != '#' && word.find_first_of(" \t\"") == std::string_view::npos;
  return is_plain ? std::string(word) : quoted_text(word);
}

std::string quoted_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') quoted += '\\';
    quoted += letter;
  }
  return quoted + '"';
}

}  // namespace holdfast
