#include "policy/host_name.h"

#include <idn2.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <memory>

#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::size_t kMaxNameBytes = 253;    // RFC 1035, section 3.1, without the root's dot
constexpr std::size_t kMaxLabelBytes = 63;    // RFC 1035, section 2.3.4
constexpr std::size_t kMaxInputBytes = 1024;  // Unicode text that can still become 253 bytes

using IdnText = std::unique_ptr<char, decltype([](char* text) { idn2_free(text); })>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_'; }

Error not_a_name(std::string_view text, Phrase why) {
  return {ErrorCode::kInvalid, say("{1} is no host name: {2}", {in_quotes(text), std::move(why)})};
}

Result<std::string> to_a_labels(std::string_view text) {
  char* raw = nullptr;
  const int status =
      idn2_to_ascii_8z(std::string(text).c_str(), &raw, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const IdnText owned(raw);
  if (status != IDN2_OK) return not_a_name(text, idn2_strerror(status));
  return std::string(raw);
}

// Browsers read a name whose last label is a number as an IPv4 address (WHATWG URL, "ends in a
// number"), so no such name can be reached.
bool ends_in_number(std::string_view name) {
  std::string_view label = name.substr(name.rfind('.') + 1);
  if (label.starts_with("0x")) {
    label.remove_prefix(2);
    return std::ranges::all_of(label, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
  }
  return std::ranges::all_of(label, is_digit);
}

std::optional<Phrase> label_problem(std::string_view name) {
  std::size_t start = 0;
  while (start <= name.size()) {
    const std::size_t end = std::min(name.find('.', start), name.size());
    const std::string_view label = name.substr(start, end - start);
    if (label.empty()) return say("there is nothing between two dots");
    if (label.size() > kMaxLabelBytes) return say("a part between dots is longer than 63 bytes");
    if (!std::ranges::all_of(label, is_name_char)) {
      return say("only letters, digits, `-`, `_` and dots belong in it");
    }
    start = end + 1;
  }
  return std::nullopt;
}

std::string label_for_people(const std::string& label) {
  if (!label.starts_with("xn--")) return label;
  char* raw = nullptr;
  if (idn2_to_unicode_8z8z(label.c_str(), &raw, 0) != IDN2_OK) return label;
  const IdnText unicode(raw);
  // Only what IDNA allows is shown decoded: a label can also hide control and bidi characters.
  const auto back = to_a_labels(unicode.get());
  return back && *back == label ? unicode.get() : label;
}

}  // namespace

Result<HostName> HostName::parse(std::string_view text) {
  if (text.empty()) return not_a_name(text, say("it is empty"));
  if (text.size() > kMaxInputBytes) return not_a_name(text, say("it is longer than 253 bytes"));
  if (text.find('\0') != text.npos) return not_a_name(text, say("it holds a NUL byte"));

  std::string name(text);
  const bool ascii = std::ranges::all_of(name, [](char c) { return (c & 0x80) == 0; });
  if (!ascii) {
    auto converted = to_a_labels(text);
    if (!converted) return converted.error();
    name = std::move(*converted);
  }
  name = to_lower(name);
  if (name.ends_with('.')) name.pop_back();
  if (name.empty()) return not_a_name(text, say("it is only a dot"));
  if (name.size() > kMaxNameBytes) return not_a_name(text, say("it is longer than 253 bytes"));
  if (const auto problem = label_problem(name)) return not_a_name(text, *problem);
  if (ends_in_number(name)) return not_a_name(text, say("it ends in a number, as an address does"));
  return HostName(std::move(name));
}

std::string HostName::display() const {
  std::string shown;
  std::size_t start = 0;
  while (start <= name_.size()) {
    const std::size_t end = std::min(name_.find('.', start), name_.size());
    if (start > 0) shown += '.';
    shown += label_for_people(name_.substr(start, end - start));
    start = end + 1;
  }
  return shown;
}

std::optional<HostName> HostName::parent() const {
  const std::size_t dot = name_.find('.');
  if (dot == name_.npos) return std::nullopt;
  return HostName(name_.substr(dot + 1));
}

int HostName::label_count() const { return static_cast<int>(std::ranges::count(name_, '.')) + 1; }

bool HostName::is_within(const HostName& domain) const {
  if (!name_.ends_with(domain.name_)) return false;
  const std::size_t rest = name_.size() - domain.name_.size();
  return rest == 0 || name_[rest - 1] == '.';
}

std::optional<Phrase> HostName::why_not_blockable() const {
  constexpr std::array<std::string_view, 4> kMachine = {"localhost", "local", "arpa", "internal"};
  const std::string_view top = std::string_view(name_).substr(name_.rfind('.') + 1);
  if (std::ranges::find(kMachine, top) != kMachine.end()) {
    return say("`{1}` is a name that this computer needs for itself", {name_});
  }
  if (label_count() == 1) {
    return with_hint(say("`{1}` is not a whole domain", {name_}),
                     say("write one like `example.{1}`", {name_}));
  }
  if (psl_is_public_suffix2(psl_builtin(), name_.c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) !=
      0) {
    return with_hint(say("`{1}` holds everybody's domains", {name_}),
                     say("write one like `example.{1}`", {name_}));
  }
  return std::nullopt;
}

}  // namespace holdfast
