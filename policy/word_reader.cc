#include "policy/word_reader.h"

#include <array>

#include "policy/nearest.h"
#include "policy/text.h"

namespace holdfast {
namespace {

std::string listed(std::span<const std::string_view> options) {
  std::string text;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (i > 0) text += i + 1 == options.size() ? " or " : ", ";
    text += options[i];
  }
  return text;
}

}  // namespace

const Word* WordReader::peek() const { return at_ < words_.size() ? &words_[at_] : nullptr; }

const Word* WordReader::next() {
  const Word* word = peek();
  if (word != nullptr) ++at_;
  return word;
}

const Word* WordReader::need(std::string_view what) {
  if (const Word* word = next()) return word;
  const std::size_t end = words_.empty() ? 0 : words_.back().end;
  refuse({.begin = end, .end = end}, std::string(what) + " is missing");
  return nullptr;
}

const Word* WordReader::need_keyword(std::string_view keyword) {
  const Word* word = need(in_quotes(keyword));
  if (word == nullptr || word->text == keyword) return word;
  refuse_unknown(*word, std::array{keyword});
  return nullptr;
}

const Word* WordReader::need_text(std::string_view what, std::size_t max_bytes) {
  const Word* word = need(what);
  if (word == nullptr) return nullptr;
  if (word->text.empty()) {
    refuse(*word, std::string(what) + " is empty");
    return nullptr;
  }
  if (word->text.size() > max_bytes) {
    refuse(*word, std::string(what) + " is " + std::to_string(word->text.size()) + " bytes long",
           "write at most " + std::to_string(max_bytes) + " bytes");
    return nullptr;
  }
  return word;
}

std::nullopt_t WordReader::refuse(const Word& word, std::string what, std::string hint) {
  if (problem_) return std::nullopt;
  if (hint.empty()) hint = "write `" + std::string(usage_) + "`";
  problem_ = RuleProblem{
      .column = static_cast<int>(word.begin) + 1, .what = std::move(what), .hint = std::move(hint)};
  return std::nullopt;
}

std::nullopt_t WordReader::refuse_unknown(const Word& word,
                                          std::span<const std::string_view> options) {
  std::string what = "unknown word " + in_quotes(word.text);
  if (const auto meant = nearest(word.text, options)) {
    return refuse(word, std::move(what), "did you mean `" + std::string(*meant) + "`?");
  }
  return refuse(word, std::move(what), "write " + listed(options));
}

std::nullopt_t WordReader::refuse_with(const Word& word, const Error& error) {
  // An error's sentence says what is wrong, and after a semicolon what would be right.
  const std::size_t semicolon = error.text.find("; ");
  if (semicolon == std::string::npos) return refuse(word, error.text);
  return refuse(word, error.text.substr(0, semicolon), error.text.substr(semicolon + 2));
}

bool WordReader::is_finished() {
  const Word* left = peek();
  if (left != nullptr) refuse(*left, "the statement ends before " + in_quotes(left->text));
  return left == nullptr;
}

}  // namespace holdfast
