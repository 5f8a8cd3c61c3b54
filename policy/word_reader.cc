#include "policy/word_reader.h"

#include <array>

#include "policy/nearest.h"
#include "policy/text.h"

namespace holdfast {
namespace {

Phrase listed(std::span<const std::string_view> options) {
  std::string all_but_last;
  for (const std::string_view option : options.first(options.size() - 1)) {
    if (!all_but_last.empty()) all_but_last += ", ";
    all_but_last += option;
  }
  std::string last(options.back());
  return all_but_last.empty() ? Phrase(last) : say("{1} or {2}", {all_but_last, last});
}

}  // namespace

const Word* WordReader::peek() const { return at_ < words_.size() ? &words_[at_] : nullptr; }

const Word* WordReader::next() {
  const Word* word = peek();
  if (word != nullptr) ++at_;
  return word;
}

const Word* WordReader::need(const char* what) {
  if (const Word* word = next()) return word;
  const std::size_t end = words_.empty() ? 0 : words_.back().end;
  refuse({.begin = end, .end = end}, say("{1} is missing", {say(what)}));
  return nullptr;
}

const Word* WordReader::need_keyword(std::string_view keyword) {
  const Word* word = need(("`" + std::string(keyword) + "`").c_str());
  if (word == nullptr || word->text == keyword) return word;
  refuse_unknown(*word, std::array{keyword});
  return nullptr;
}

const Word* WordReader::need_text(const char* what, std::size_t max_bytes) {
  const Word* word = need(what);
  if (word == nullptr) return nullptr;
  if (word->text.empty()) {
    refuse(*word, say("{1} is empty", {say(what)}));
    return nullptr;
  }
  if (word->text.size() > max_bytes) {
    refuse(*word, say("{1} is {2} bytes long", {say(what), std::to_string(word->text.size())}),
           say("write at most {1} bytes", {std::to_string(max_bytes)}));
    return nullptr;
  }
  return word;
}

std::nullopt_t WordReader::refuse(const Word& word, Phrase what, Phrase hint) {
  if (problem_) return std::nullopt;
  if (hint.empty()) hint = say("write `{1}`", {std::string(usage_)});
  problem_ = RuleProblem{
      .column = static_cast<int>(word.begin) + 1, .what = std::move(what), .hint = std::move(hint)};
  return std::nullopt;
}

std::nullopt_t WordReader::refuse_unknown(const Word& word,
                                          std::span<const std::string_view> options) {
  Phrase what = say("unknown word {1}", {in_quotes(word.text)});
  if (const auto meant = nearest(word.text, options)) {
    return refuse(word, std::move(what), say("did you mean `{1}`?", {std::string(*meant)}));
  }
  return refuse(word, std::move(what), say("write {1}", {listed(options)}));
}

std::nullopt_t WordReader::refuse_with(const Word& word, const Error& error) {
  auto [what, hint] = what_and_hint(error.text);
  return refuse(word, std::move(what), std::move(hint));
}

bool WordReader::is_finished() {
  const Word* left = peek();
  if (left != nullptr) {
    refuse(*left, say("the statement ends before {1}", {in_quotes(left->text)}));
  }
  return left == nullptr;
}

}  // namespace holdfast
