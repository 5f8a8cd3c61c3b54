#include "tray/window/coach_mask.h"

#include <glib.h>

#include <algorithm>
#include <array>

#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::list_of;
using cli::object_of;
using cli::text_of;

// They stand for what was taken out until all is: what is put in must not be looked into again.
constexpr const char* kSomeone = "\xEE\x80\x80";  // U+E000, private use
constexpr const char* kPage = "\xEE\x80\x81";     // U+E001

constexpr const char* kBegin = "(?<![\\p{L}\\p{N}])";
constexpr const char* kEnd = "(?![\\p{L}\\p{N}])";
constexpr long kShortestPart = 3;  ///< letters: `Eva` is a name

// Parts of handles and hosts that nobody is known by, and that a sentence needs.
constexpr std::array<std::string_view, 44> kPlain = {
    "her", "him", "his", "she", "the", "its", "and",  "not", "you", "our", "was",
    "are", "www", "com", "org", "net", "mrs", "der",  "die", "das", "ich", "ihr",
    "sie", "wir", "und", "ein", "mir", "dir", "bin",  "ist", "los", "las", "una",
    "que", "con", "por", "mis", "tus", "sus", "ella", "soy", "muy", "off", "all"};

enum class Case { kIgnored, kKept };

std::string replaced(const std::string& text, const std::string& pattern, const char* with,
                     Case how = Case::kIgnored) {
  const auto flags = how == Case::kIgnored ? G_REGEX_CASELESS : static_cast<GRegexCompileFlags>(0);
  g_autoptr(GRegex) regex =
      g_regex_new(pattern.c_str(), flags, static_cast<GRegexMatchFlags>(0), nullptr);
  if (regex == nullptr) return text;
  g_autoptr(GError) error = nullptr;
  g_autofree char* made =
      g_regex_replace_literal(regex, text.data(), static_cast<gssize>(text.size()), 0, with,
                              static_cast<GRegexMatchFlags>(0), &error);
  // A pattern that gave up has left something in: then nothing is said at all.
  return made == nullptr ? std::string() : std::string(made);
}

// Letters and digits apart, in one form of Unicode; fancy letters become plain ones.
std::string plain(std::string_view text) {
  g_autofree char* made =
      g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_ALL_COMPOSE);
  return made == nullptr ? std::string() : std::string(made);
}

enum class Sort { kOther, kLetter, kDigit };

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts;
  Sort last = Sort::kOther;
  for (const char* at = name.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
    const gunichar one = g_utf8_get_char(at);
    const Sort sort = g_unichar_isdigit(one) != FALSE                            ? Sort::kDigit
                      : g_unichar_isalpha(one) != FALSE || g_unichar_ismark(one) ? Sort::kLetter
                                                                                 : Sort::kOther;
    if (sort != Sort::kOther) {
      if (sort != last) parts.emplace_back();
      parts.back().append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
    }
    last = sort;
  }
  return parts;
}

bool is_telling(const std::string& part) {
  if (g_unichar_isdigit(g_utf8_get_char(part.c_str())) != FALSE) return false;
  if (g_utf8_strlen(part.c_str(), -1) < kShortestPart) return false;
  g_autofree char* low = g_utf8_strdown(part.c_str(), -1);
  return std::find(kPlain.begin(), kPlain.end(), low) == kPlain.end();
}

std::string escaped(const std::string& words) {
  g_autofree char* made = g_regex_escape_string(words.c_str(), static_cast<int>(words.size()));
  return made;
}

// `her.name` is also her_name, Her Name and hername.
std::string without_whole(const std::string& text, const std::string& name, const char* with) {
  const auto parts = parts_of(plain(name));
  std::string whole;
  for (const std::string& part : parts) {
    whole += (whole.empty() ? "" : "[\\s._-]*") + escaped(part);
  }
  // One letter alone is an article, or part of any sentence.
  const bool is_letter = parts.size() == 1 && g_utf8_strlen(parts.front().c_str(), -1) < 2;
  if (parts.empty() || is_letter) return text;
  return replaced(text, kBegin + whole + kEnd, with);
}

// A name inside a handle or a host stands for all of it.
std::string without_parts(std::string text, const std::string& name, const char* with) {
  for (const std::string& part : parts_of(plain(name))) {
    if (is_telling(part)) text = replaced(text, kBegin + escaped(part) + kEnd, with);
  }
  return text;
}

void add_host(const std::string& host, std::vector<std::string>& pages) {
  pages.push_back(host);
  g_autofree char* shown = g_hostname_to_unicode(host.c_str());
  if (shown != nullptr && host != shown) pages.emplace_back(shown);
}

void add_target(const json::object& rule, Identifiers& found) {
  // `block instagram/her.name until ...`, `schedule whatsapp.com open ...`
  const std::string statement = text_of(rule, "statement");
  const auto begin = statement.find(' ');
  if (begin == std::string::npos) return;
  const std::string target =
      statement.substr(begin + 1, statement.find(' ', begin + 1) - begin - 1);
  const std::string kind = text_of(rule, "kind");
  const auto slash = target.find('/');
  if (kind == "profile" && slash != std::string::npos) {
    found.people.push_back(target.substr(slash + 1));
  } else if (kind == "host") {
    add_host(target, found.pages);
  }
}

void add_name(const std::string& name, std::vector<std::string>& names) {
  if (g_utf8_validate(name.c_str(), -1, nullptr) == FALSE) return;
  if (g_utf8_strlen(name.c_str(), -1) >= kShortestPart) names.push_back(name);
}

}  // namespace

Identifiers identifiers_of(const Snapshot& snapshot) {
  Identifiers found;
  for (const json::value& rule : list_of(snapshot.rules, "rules")) {
    add_target(cli::as_object(rule), found);
  }
  for (const json::value& one : list_of(snapshot.pending, "allowances")) {
    const std::string target = text_of(cli::as_object(one), "target");
    const auto slash = target.find('/');
    if (slash != std::string::npos) found.people.push_back(target.substr(slash + 1));
    if (slash == std::string::npos && !target.empty()) add_host(target, found.pages);
  }
  if (std::string alias = text_of(snapshot.status, "alias"); !alias.empty()) {
    found.people.push_back(std::move(alias));
  }
  for (const json::value& one : list_of(snapshot.support, "friends")) {
    add_name(text_of(cli::as_object(one), "name"), found.names);
  }
  add_name(text_of(snapshot.partner, "name"), found.names);
  add_name(text_of(object_of(snapshot.partner, "account"), "name"), found.names);
  return found;
}

std::string masked(std::string_view typed, const Identifiers& identifiers) {
  std::string text = plain(typed);
  text = replaced(text, "[\\x{E000}-\\x{F8FF}\\p{Cf}]", "");
  text = replaced(text, "(?:[a-z][a-z0-9+.-]*://|www\\.|mailto:|tel:)\\S*[^\\s.,;!?)]", kPage);
  text = replaced(text, "[^\\s@<>(),;:]+@[^\\s@<>(),;:]*[^\\s@<>(),;:.!?]", kSomeone);
  // All that is whole first: a part of one may be a part of another.
  for (const std::string& one : identifiers.people) text = without_whole(text, one, kSomeone);
  for (const std::string& one : identifiers.pages) text = without_whole(text, one, kPage);
  for (const std::string& one : identifiers.people) text = without_parts(text, one, kSomeone);
  for (const std::string& one : identifiers.pages) text = without_parts(text, one, kPage);
  for (const std::string& one : identifiers.names) {
    text = replaced(text, kBegin + escaped(plain(one)) + kEnd, kSomeone, Case::kKept);
  }
  text = replaced(text, "@[\\p{L}\\p{N}_\\x{E000}\\x{E001}][\\p{L}\\p{N}_.-]*", kSomeone);
  text = replaced(text,
                  std::string(kBegin) +
                      "(?:[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*\\.)+\\p{L}{2,}"
                      "(?:[/:?]\\S*[^\\s.,;!?)])?",
                  kPage);
  text = replaced(text, std::string(kBegin) + "[+(]?\\d(?:[\\s().\\/-]{0,2}\\d){6,}", kSomeone);
  text = replaced(text, kSomeone, _("someone"));
  return replaced(text, kPage, _("a page"));
}

}  // namespace holdfast::window
