#include "daemon/page_words.h"

#include <boost/json.hpp>

namespace holdfast::daemon {

namespace json = boost::json;

PageWords::PageWords(std::string_view text) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(text, failed);
  if (failed || !parsed.is_object()) return;
  for (const auto& [key, entry] : parsed.as_object()) {
    const json::object* fields = entry.if_object();
    const json::value* message = fields != nullptr ? fields->if_contains("message") : nullptr;
    if (message != nullptr && message->is_string())
      words_.emplace(std::string(key), std::string(message->as_string()));
  }
}

const std::string& PageWords::operator[](std::string_view key) const {
  static const std::string kNone;
  const auto found = words_.find(key);
  return found == words_.end() ? kNone : found->second;
}

std::string PageWords::filled(std::string_view key, std::string_view value) const {
  constexpr std::string_view kPlace = "$1";
  std::string text = (*this)[key];
  if (const std::size_t at = text.find(kPlace); at != std::string::npos)
    text.replace(at, kPlace.size(), value);
  return text;
}

std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
      case '<':
      case '>':
      case '"':
      case '\'':
      case '{':
      case '}':
        escaped += "&#" + std::to_string(static_cast<int>(c)) + ";";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace holdfast::daemon
