#include "policy/page_match.h"

#include <algorithm>
#include <array>

#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::string_view kHandle = "{handle}";
constexpr std::string_view kNumber = "{id}";
constexpr std::string_view kAnything = "*";  // a whole part of a path, or the end of one

bool is_letter(char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }

// The first labels under which services show the same pages once more.
constexpr std::array<std::string_view, 12> kSpellings = {
    "www", "m", "mobile", "mbasic", "touch", "web", "old", "new", "amp", "free", "0", "z-m"};
// Two letters that open something else: `on.soundcloud.com`, `id.vk.com`, `my.telegram.org`.
constexpr std::array<std::string_view, 5> kNoLanguages = {"go", "id", "my", "on", "tv"};

// `de`, `de-de`: how services spell a language before their host.
bool is_language(std::string_view label) {
  const bool plain = label.size() == 2;
  const bool regional = label.size() == 5 && label[2] == '-';
  return (plain || (regional && is_letter(label[3]) && is_letter(label[4]))) &&
         is_letter(label[0]) && is_letter(label[1]) &&
         std::ranges::find(kNoLanguages, label) == kNoLanguages.end();
}

// Whether a link to `host` is a link to the pattern's host. Other names below it, such as help. and
// api., have pages of another kind.
bool is_spelling_of(const HostName& host, const HostName& of) {
  if (host == of) return true;
  if (!host.is_within(of)) return false;
  const std::string_view before =
      std::string_view(host.ascii()).substr(0, host.ascii().size() - of.ascii().size() - 1);
  return is_language(before) || std::ranges::find(kSpellings, before) != kSpellings.end();
}

bool match_mark(std::string_view before, std::string_view after, std::string_view text,
                FoundPerson& found) {
  if (!equals_ignoring_case(text.substr(0, before.size()), before)) return false;
  text.remove_prefix(before.size());
  const bool open_end = after.ends_with(kAnything);
  if (open_end) after.remove_suffix(kAnything.size());
  const std::size_t end = open_end                      ? text.find(after)
                          : text.size() >= after.size() ? text.size() - after.size()
                                                        : text.npos;
  if (end == text.npos || end == 0) return false;
  if (!equals_ignoring_case(text.substr(end, after.size()), after)) return false;
  found.person = text.substr(0, end);
  found.literals += before.size() + after.size();
  return true;
}

bool match_part(std::string_view pattern, std::string_view text, FoundPerson& found) {
  if (pattern == kAnything) return true;
  for (const std::string_view mark : {kHandle, kNumber}) {
    const std::size_t at = pattern.find(mark);
    if (at == pattern.npos) continue;
    found.by_number = mark == kNumber;
    return match_mark(pattern.substr(0, at), pattern.substr(at + mark.size()), text, found);
  }
  found.literals += pattern.size();
  return equals_ignoring_case(pattern, text);
}

bool match_segments(const std::vector<std::string>& pattern, const std::vector<std::string>& link,
                    FoundPerson& found) {
  return pattern.size() <= link.size() && std::equal(pattern.begin(), pattern.end(), link.begin(),
                                                     [&](const auto& part, const auto& text) {
                                                       return match_part(part, text, found);
                                                     });
}

bool match_query(const PagePath& pattern, const PagePath& link, FoundPerson& found) {
  return std::ranges::all_of(pattern.query, [&](const auto& wanted) {
    const auto same_key = std::ranges::find_if(link.query, [&](const auto& pair) {
      return equals_ignoring_case(pair.first, wanted.first);
    });
    return same_key != link.query.end() && match_part(wanted.second, same_key->second, found);
  });
}

std::optional<FoundPerson> match_path(const UrlPattern& pattern, const PagePath& link) {
  const PagePath wanted = split_path(pattern.path);
  FoundPerson found;
  const bool matches = match_segments(wanted.segments, link.segments, found) &&
                       match_query(wanted, link, found) &&
                       match_segments(wanted.fragment, link.fragment, found);
  return matches ? std::optional(std::move(found)) : std::nullopt;
}

// `her` of `her.tumblr.com`: one label, and no spelling of the service itself.
std::optional<FoundPerson> match_subdomain(const UrlPattern& pattern, const HostName& host) {
  if (host == pattern.host || !host.is_within(pattern.host)) return std::nullopt;
  std::string_view label = host.ascii();
  label.remove_suffix(pattern.host.ascii().size() + 1);
  if (label.starts_with("www.")) label.remove_prefix(4);
  if (label.find('.') != label.npos) return std::nullopt;
  return FoundPerson{.person = std::string(label), .by_number = false, .literals = 0};
}

}  // namespace

std::optional<FoundPerson> match_page(const UrlPattern& pattern, const HostName& host,
                                      const PagePath& link) {
  if (pattern.place == HandlePlace::kSubdomain) return match_subdomain(pattern, host);
  return is_spelling_of(host, pattern.host) ? match_path(pattern, link) : std::nullopt;
}

}  // namespace holdfast
