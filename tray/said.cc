#include "tray/said.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <cctype>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tray/i18n.h"

namespace holdfast {
namespace {

namespace json = boost::json;

constexpr std::string_view kEnding = "_phrase";
// Deeper than any answer goes; a limit, since it comes from another program.
constexpr int kDeepest = 8;

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// What is no text of ours may be one of the C library's: the reason why a system call failed.
std::string translated(const json::object& phrase, const std::string& text) {
  const std::string plural = text_at(phrase, "plural");
  if (plural.empty()) {
    const std::string own = _(text.c_str());
    if (own != text) return own;
    std::string reason = text;  // which we have begin small, as in the middle of a sentence
    reason[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(reason[0])));
    const std::string of_libc = ::dgettext("libc", reason.c_str());
    return of_libc == reason ? text : of_libc;
  }
  const json::value* value = phrase.if_contains("count");
  const std::int64_t count = value != nullptr && value->is_int64() ? value->get_int64() : 0;
  return ::ngettext(text.c_str(), plural.c_str(), static_cast<unsigned long>(std::abs(count)));
}

std::string said(const json::object& phrase, int depth) {
  const std::string text = text_at(phrase, "template");
  if (text.empty() || depth > kDeepest) return text_at(phrase, "text");
  std::vector<std::string> arguments;
  const json::value* list = phrase.if_contains("arguments");
  if (list != nullptr && list->is_array()) {
    for (const json::value& argument : list->get_array()) {
      arguments.push_back(argument.is_object() ? said(argument.get_object(), depth + 1) : "");
    }
  }
  const std::vector<std::string_view> parts(arguments.begin(), arguments.end());
  return fill(translated(phrase, text), parts);
}

void say_one(json::value& text, const json::value& phrase) {
  if (!text.is_string() || !phrase.is_object()) return;
  if (std::string own = said(phrase.get_object(), 0); !own.empty()) text = own;
}

void say_beside(json::value& text, const json::value& phrase) {
  if (!text.is_array() || !phrase.is_array()) return say_one(text, phrase);
  json::array& texts = text.get_array();
  const json::array& phrases = phrase.get_array();
  for (std::size_t i = 0; i < std::min(texts.size(), phrases.size()); ++i) {
    say_one(texts[i], phrases[i]);
  }
}

enum class Language { kOwn, kEnglish };

void say(json::object& object, Language language, int depth);

void say(json::value& value, Language language, int depth) {
  if (depth > kDeepest) return;
  if (value.is_object()) return say(value.get_object(), language, depth + 1);
  if (!value.is_array()) return;
  for (json::value& element : value.get_array()) say(element, language, depth + 1);
}

void say(json::object& object, Language language, int depth) {
  std::vector<std::string> phrases;
  for (json::key_value_pair& member : object) {
    const std::string_view key = member.key();
    if (key.ends_with(kEnding)) {
      phrases.emplace_back(key);
    } else {
      say(member.value(), language, depth + 1);
    }
  }
  for (const std::string& key : phrases) {
    json::value* text =
        object.if_contains(std::string_view(key).substr(0, key.size() - kEnding.size()));
    if (text != nullptr && language == Language::kOwn) say_beside(*text, object.at(key));
    object.erase(key);
  }
}

}  // namespace

void say_in_own_language(json::object& reply) { say(reply, Language::kOwn, 0); }

void say_in_english(json::object& reply) { say(reply, Language::kEnglish, 0); }

}  // namespace holdfast
