#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "policy/rules_lexer.h"
#include "policy/rules_text.h"

namespace holdfast {

/// Walks over the words of one statement and keeps the first thing found wrong with them. What can
/// go wrong gives `std::nullopt`, so that a parser hands it on with `return`.
class WordReader {
 public:
  /// `words` must outlive the reader. `usage` is the statement's shape, for hints.
  WordReader(std::span<const Word> words, std::string_view usage) : words_(words), usage_(usage) {}

  /// The next word, or null at the end.
  const Word* next();
  /// The next word without taking it, or null at the end.
  const Word* peek() const;
  /// The next word; complains that `what`, a marked text, is missing at the end.
  const Word* need(const char* what);
  /// Takes the next word, which must be `keyword`; null after a complaint.
  const Word* need_keyword(std::string_view keyword);
  /// The next word, at most `max_bytes` long and not empty; null after a complaint.
  const Word* need_text(const char* what, std::size_t max_bytes);

  /// Complains about `word`; without a hint the statement's shape is shown.
  std::nullopt_t refuse(const Word& word, Phrase what, Phrase hint = {});
  /// Complains about `word`, which should have been one of `options`.
  std::nullopt_t refuse_unknown(const Word& word, std::span<const std::string_view> options);
  /// Hands on the value of `result`, or complains about `word` with its error.
  template <class T>
  std::optional<T> take(const Word& word, Result<T> result) {
    if (result) return *std::move(result);
    return refuse_with(word, result.error());
  }

  /// Complains about any word that is left; true when there was none.
  bool is_finished();

  /// Line 1. Only after something was refused.
  const RuleProblem& problem() const { return problem_.value(); }

 private:
  std::nullopt_t refuse_with(const Word& word, const Error& error);

  std::span<const Word> words_;
  std::size_t at_ = 0;
  std::string_view usage_;
  std::optional<RuleProblem> problem_;
};

}  // namespace holdfast
