#include "policy/settings_parse.h"

#include <algorithm>
#include <array>
#include <string>

#include "policy/host_name.h"
#include "policy/target.h"
#include "policy/text.h"
#include "policy/written_time.h"

namespace holdfast {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMaxAlias = 40;
constexpr std::size_t kMaxName = 100;
constexpr std::size_t kMaxPlan = 500;
constexpr std::size_t kMaxPromise = 200;
constexpr minutes kMinCoolingOff{10};
constexpr std::chrono::days kMaxCoolingOff{30};
constexpr std::chrono::hours kMinCalmWindow{2};

template <class T>
std::optional<Statement> finished(WordReader& words, T statement) {
  if (!words.is_finished()) return std::nullopt;
  return Statement(std::move(statement));
}

}  // namespace

std::optional<Statement> parse_alias(WordReader& words) {
  const Word* word = words.need_text(marked("the alias"), kMaxAlias);
  if (word == nullptr) return std::nullopt;
  if (const Word* more = words.peek()) {
    return words.refuse(*more, say("an alias of several words"), say("put it in quotation marks"));
  }
  return AliasSetting{word->text};
}

std::optional<Statement> parse_cooling_off(WordReader& words) {
  const Word* word = words.need(marked("the length"));
  if (word == nullptr) return std::nullopt;
  const auto length = words.take(*word, parse_length(word->text));
  if (!length) return std::nullopt;
  if (*length < kMinCoolingOff || *length > kMaxCoolingOff) {
    return words.refuse(*word,
                        say("{1} is no cooling-off that can be taken", {in_quotes(word->text)}),
                        say("write a length from 10m to 30d"));
  }
  return finished(words, CoolingOffSetting{*length});
}

std::optional<Statement> parse_calm_window(WordReader& words) {
  const Word* word = words.need(marked("the window"));
  if (word == nullptr) return std::nullopt;
  const auto window = words.take(*word, parse_span(word->text));
  if (!window) return std::nullopt;
  if (window->to - window->from < kMinCalmWindow) {
    return words.refuse(*word, say("a calm window of less than two hours"),
                        say("give it two hours or more, such as 09:00-21:00"));
  }
  return finished(words, CalmWindowSetting{*window});
}

std::optional<End> parse_end(const Word& keyword, WordReader& words) {
  if (keyword.text == "for") {
    const Word* word = words.need(marked("the length"));
    if (word == nullptr) return std::nullopt;
    const auto length = words.take(*word, parse_length(word->text));
    if (!length) return std::nullopt;
    return End(*length);
  }
  const Word* word = words.need(marked("the date"));
  if (word == nullptr) return std::nullopt;
  return words.take(*word, parse_when(word->text));
}

std::optional<Statement> parse_lock(WordReader& words) {
  constexpr std::array<std::string_view, 2> kOptions = {"until", "for"};
  const Word* keyword = words.need(marked("the end"));
  if (keyword == nullptr) return std::nullopt;
  if (std::find(kOptions.begin(), kOptions.end(), keyword->text) == kOptions.end()) {
    return words.refuse_unknown(*keyword, kOptions);
  }
  const auto end = parse_end(*keyword, words);
  if (!end) return std::nullopt;
  return finished(words, LockSetting{*end});
}

std::optional<Statement> parse_support(WordReader& words) {
  if (words.need_keyword("call") == nullptr) return std::nullopt;
  const Word* name = words.need_text(marked("the name"), kMaxName);
  if (name == nullptr) return std::nullopt;
  const Word* number = words.need(marked("the number"));
  if (number == nullptr) return std::nullopt;
  // No service has anything to say about a telephone number.
  const auto target = words.take(*number, parse_target(number->text, Catalog()));
  if (!target) return std::nullopt;
  const auto* phone = std::get_if<PhoneTarget>(&*target);
  if (phone == nullptr) {
    return words.refuse(*number, say("{1} is no telephone number", {in_quotes(number->text)}),
                        say("write one such as tel:+15557654321"));
  }
  return finished(words, SupportSetting{name->text, *phone});
}

std::optional<Statement> parse_plan(WordReader& words) {
  const Word* word = words.need_text(marked("the plan"), kMaxPlan);
  if (word == nullptr) return std::nullopt;
  if (const Word* more = words.peek()) {
    return words.refuse(*more, say("a plan of several words"),
                        say("put it in straight quotation marks"));
  }
  return PlanSetting{word->text};
}

std::optional<Statement> parse_promise(WordReader& words) {
  const Word* word = words.need_text(marked("the promise"), kMaxPromise);
  if (word == nullptr) return std::nullopt;
  if (const Word* more = words.peek()) {
    return words.refuse(*more, say("a promise of several words"),
                        say("put it in straight quotation marks"));
  }
  return PromiseSetting{word->text};
}

}  // namespace holdfast
