#include "policy/phrase.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <utility>

namespace holdfast {
namespace {

namespace json = boost::json;

// What is read back was written by this program; the limit is for a record that was damaged.
constexpr int kDeepest = 8;

// TRANSLATORS: what is wrong; what would be right.
constexpr const char* kWithHint = marked("{1}; {2}");

std::string phrase_key(std::string_view key) { return std::string(key) + "_phrase"; }

std::string filled(std::string_view text, const std::vector<Phrase>& arguments) {
  std::string whole;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_place = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const auto which = static_cast<std::size_t>(is_place ? text[i + 1] - '1' : -1);
    if (which < arguments.size()) {
      whole += arguments[which].english();
      i += 2;
    } else {
      whole += text[i];
    }
  }
  return whole;
}

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

Phrase::Phrase(Made made)
    : english_(
          filled(made.plural.empty() || made.count == 1 ? made.text : made.plural, made.arguments)),
      made_(std::make_shared<const Made>(std::move(made))) {}

Phrase say(const char* text, std::vector<Phrase> arguments) {
  return Phrase(Phrase::Made{text, "", 0, std::move(arguments)});
}

Phrase say_count(const char* one, const char* many, std::int64_t count,
                 std::vector<Phrase> arguments) {
  return Phrase(Phrase::Made{one, many, count, std::move(arguments)});
}

Phrase with_hint(Phrase what, Phrase hint) {
  return say(kWithHint, {std::move(what), std::move(hint)});
}

WhatAndHint what_and_hint(const Phrase& phrase) {
  if (!phrase.made_ || phrase.made_->text != kWithHint) return {phrase, {}};
  return {phrase.made_->arguments.at(0), phrase.made_->arguments.at(1)};
}

json::object Phrase::to_json() const {
  if (!made_) return {{"text", english_}};
  json::object object{{"template", made_->text}};
  if (!made_->plural.empty()) {
    object["plural"] = made_->plural;
    object["count"] = made_->count;
  }
  if (!made_->arguments.empty()) {
    json::array& arguments = object["arguments"].emplace_array();
    for (const Phrase& argument : made_->arguments) arguments.push_back(argument.to_json());
  }
  return object;
}

Phrase Phrase::read(const json::object& object, int depth) {
  Made made{text_at(object, "template"), text_at(object, "plural"), 0, {}};
  if (made.text.empty() || depth > kDeepest) return text_at(object, "text");
  const json::value* count = object.if_contains("count");
  if (count != nullptr && count->is_int64()) made.count = count->get_int64();
  const json::value* arguments = object.if_contains("arguments");
  if (arguments != nullptr && arguments->is_array()) {
    for (const json::value& argument : arguments->get_array()) {
      made.arguments.push_back(argument.is_object() ? read(argument.get_object(), depth + 1) : "");
    }
  }
  return Phrase(std::move(made));
}

void put(json::object& object, std::string_view key, const Phrase& phrase) {
  object[key] = phrase.english();
  if (phrase.is_marked()) object[phrase_key(key)] = phrase.to_json();
}

void put(json::object& object, std::string_view key, const std::vector<Phrase>& phrases) {
  json::array texts;
  json::array made;
  for (const Phrase& phrase : phrases) {
    texts.emplace_back(phrase.english());
    made.emplace_back(phrase.to_json());
  }
  object[key] = std::move(texts);
  const bool any_marked = std::any_of(phrases.begin(), phrases.end(),
                                      [](const Phrase& phrase) { return phrase.is_marked(); });
  if (any_marked) object[phrase_key(key)] = std::move(made);
}

Phrase phrase_in(const json::object& object, std::string_view key) {
  const json::value* made = object.if_contains(phrase_key(key));
  if (made == nullptr || !made->is_object()) return text_at(object, key);
  return Phrase::read(made->get_object(), 0);
}

}  // namespace holdfast
