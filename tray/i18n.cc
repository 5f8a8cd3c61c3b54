#include "tray/i18n.h"

#include <clocale>
#include <cstdlib>

namespace holdfast {
namespace {

constexpr const char* kDomain = "holdfast";
constexpr char kContextEnd = '\004';  // gettext's, between a context and its text

}  // namespace

void init_translations() {
  for (const int category : {LC_CTYPE, LC_MESSAGES, LC_TIME}) std::setlocale(category, "");
  const char* elsewhere = std::getenv("TEXTDOMAINDIR");
  const bool is_elsewhere = elsewhere != nullptr && *elsewhere != '\0';
  ::bindtextdomain(kDomain, is_elsewhere ? elsewhere : HOLDFAST_LOCALEDIR);
  ::bind_textdomain_codeset(kDomain, "UTF-8");
  ::textdomain(kDomain);
}

std::string in_context(const char* context, const char* text) {
  const std::string key = std::string(context) + kContextEnd + text;
  const char* found = ::gettext(key.c_str());
  return found == key.c_str() ? text : found;
}

std::string fill(std::string_view text, std::span<const std::string_view> parts) {
  std::string filled;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_place = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const std::size_t part = is_place ? static_cast<std::size_t>(text[i + 1] - '1') : parts.size();
    if (part < parts.size()) {
      filled += parts[part];
      i += 2;
    } else {
      filled += text[i];
    }
  }
  return filled;
}

}  // namespace holdfast
