#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdfast {

struct WhatAndHint;

/// A sentence for people, or a part of one: its English text, and how it was made, so that a
/// program with translations can say it in the person's language. Made by `say`. A plain text makes
/// one that is the same in every language: a name, a path, the words of a rule. Wherever a text is
/// wanted, it reads as the English one.
class Phrase {
 public:
  Phrase() = default;
  Phrase(std::string text) : english_(std::move(text)) {}  // NOLINT: implicit
  Phrase(const char* text) : english_(text) {}             // NOLINT: implicit

  const std::string& english() const { return english_; }
  operator const std::string&() const { return english_; }  // NOLINT: implicit
  bool empty() const { return english_.empty(); }
  /// Whether it can be said in another language.
  bool is_marked() const { return made_ != nullptr; }
  /// The type `Phrase` of io.holdfast.Control.varlink.
  boost::json::object to_json() const;

  friend bool operator==(const Phrase& one, const Phrase& other) {
    return one.english_ == other.english_;
  }
  /// Plain again: the joined text is the same in every language.
  friend std::string operator+(std::string_view before, const Phrase& phrase) {
    return std::string(before) + phrase.english_;
  }
  friend std::string operator+(const Phrase& phrase, std::string_view after) {
    return phrase.english_ + std::string(after);
  }
  template <class Stream>
  friend auto operator<<(Stream& out, const Phrase& phrase)
      -> decltype(out << std::declval<const std::string&>()) {
    return out << phrase.english_;
  }

 private:
  struct Made {
    std::string text;
    std::string plural;  // empty: there is no count in it
    std::int64_t count = 0;
    std::vector<Phrase> arguments;
  };
  explicit Phrase(Made made);
  friend Phrase say(const char* text, std::vector<Phrase> arguments);
  friend Phrase say_count(const char* one, const char* many, std::int64_t count,
                          std::vector<Phrase> arguments);
  friend WhatAndHint what_and_hint(const Phrase& phrase);
  friend Phrase phrase_in(const boost::json::object& object, std::string_view key);
  static Phrase read(const boost::json::object& json, int depth);

  std::string english_;
  std::shared_ptr<const Made> made_;
};

/// English text with {1}, {2}, ... for the arguments. The text is to be a literal: what stands in
/// the parentheses is what gets translated (tray/po).
///
///     say("the list {1} is held by no layer here", {rule.name})
Phrase say(const char* text, std::vector<Phrase> arguments = {});

/// The same, with another text for any count but 1. The count is no argument by itself.
Phrase say_count(const char* one, const char* many, std::int64_t count,
                 std::vector<Phrase> arguments = {});

/// Marks a text for translation that reaches `say` later: for tables.
constexpr const char* marked(const char* text) { return text; }

/// What is wrong, and after a semicolon what would be right.
Phrase with_hint(Phrase what, Phrase hint);
/// The two again; without a hint, of any other phrase.
struct WhatAndHint {
  Phrase what;
  Phrase hint;
};
WhatAndHint what_and_hint(const Phrase& phrase);

/// Writes the English text under `key` and, if it can be said in another language, how it was made
/// under `key_phrase`.
void put(boost::json::object& object, std::string_view key, const Phrase& phrase);
/// The same for a list: `key_phrase` has an element for each, or is left out as a whole.
void put(boost::json::object& object, std::string_view key, const std::vector<Phrase>& phrases);

/// What `put` wrote there; empty where nothing is.
Phrase phrase_in(const boost::json::object& object, std::string_view key);

}  // namespace holdfast
