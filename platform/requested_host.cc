#include "platform/requested_host.h"

#include <algorithm>

namespace holdfast::platform {
namespace {

constexpr std::size_t kMaxName = 253;
constexpr std::size_t kMaxLabel = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// What ends in a number is an IPv4 address in one of its spellings, never a name (WHATWG URL).
bool ends_in_number(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return std::all_of(last.begin(), last.end(), is_digit) || last.starts_with("0x");
}

}  // namespace

std::optional<std::string> requested_host(std::string_view bytes) {
  if (bytes.ends_with('.')) bytes.remove_suffix(1);
  if (bytes.empty() || bytes.size() > kMaxName) return std::nullopt;
  std::string name(bytes);
  std::size_t label = 0;
  for (char& c : name) {
    c = lower(c);
    if (c == '.' ? label == 0 : !is_name_char(c)) return std::nullopt;
    label = c == '.' ? 0 : label + 1;
    if (label > kMaxLabel) return std::nullopt;
  }
  if (label == 0 || ends_in_number(name)) return std::nullopt;
  return name;
}

}  // namespace holdfast::platform
