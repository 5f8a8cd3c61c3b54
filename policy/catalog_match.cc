#include <algorithm>
#include <array>

#include "policy/catalog.h"
#include "policy/link.h"
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

// One part of a pattern against one part of a link. Literal text counts, so that of two patterns
// the more telling one wins.
struct Found {
  std::string person;  // what stood for {handle} or {id}
  bool by_number = false;
  std::size_t literals = 0;
};

bool match_mark(std::string_view before, std::string_view after, std::string_view text,
                Found& found) {
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

bool match_part(std::string_view pattern, std::string_view text, Found& found) {
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
                    Found& found) {
  return pattern.size() <= link.size() && std::equal(pattern.begin(), pattern.end(), link.begin(),
                                                     [&](const auto& part, const auto& text) {
                                                       return match_part(part, text, found);
                                                     });
}

bool match_query(const PagePath& pattern, const PagePath& link, Found& found) {
  return std::ranges::all_of(pattern.query, [&](const auto& wanted) {
    const auto same_key = std::ranges::find_if(link.query, [&](const auto& pair) {
      return equals_ignoring_case(pair.first, wanted.first);
    });
    return same_key != link.query.end() && match_part(wanted.second, same_key->second, found);
  });
}

std::optional<Found> match_path(const UrlPattern& pattern, const PagePath& link) {
  const PagePath wanted = split_path(pattern.path);
  Found found;
  const bool matches = match_segments(wanted.segments, link.segments, found) &&
                       match_query(wanted, link, found) &&
                       match_segments(wanted.fragment, link.fragment, found);
  return matches ? std::optional(std::move(found)) : std::nullopt;
}

// `her` of `her.tumblr.com`: one label, and no spelling of the service itself.
std::optional<Found> match_subdomain(const UrlPattern& pattern, const HostName& host,
                                     const Service& service) {
  if (host == pattern.host || !host.is_within(pattern.host)) return std::nullopt;
  if (std::ranges::find(service.names, host) != service.names.end()) return std::nullopt;
  std::string_view label = host.ascii();
  label.remove_suffix(pattern.host.ascii().size() + 1);
  if (label.starts_with("www.")) label.remove_prefix(4);
  if (label.find('.') != label.npos) return std::nullopt;
  return Found{.person = std::string(label), .by_number = false, .literals = 0};
}

// The canonical handle that was found, unless it is none.
std::optional<std::string> handle_of(const Service& service, const UrlPattern& pattern,
                                     const Found& found) {
  if (found.by_number) return service.number->canonical(found.person);
  std::string written = found.person;
  if (service.federated && written.find('@') == written.npos) {
    written += "@" + pattern.host.ascii();
  }
  auto handle = Catalog::canonical_handle(service, written);
  return handle ? std::optional(std::move(*handle)) : std::nullopt;
}

std::string filled(std::string path, std::string_view mark, const std::string& person) {
  const std::size_t at = path.find(mark);
  if (at != path.npos) path.replace(at, mark.size(), percent_encoded(person));
  return path;
}

// How a page on `host` writes the handle of a federated service: without the server that is its.
std::string local_spelling(const std::string& handle, const HostName& host) {
  const std::string server = "@" + host.ascii();
  return handle.ends_with(server) ? handle.substr(0, handle.size() - server.size()) : handle;
}

std::optional<ProfilePage> page_of(const Service& service, const UrlPattern& pattern,
                                   const std::string& handle) {
  if (pattern.path.find(kAnything) != std::string::npos) return std::nullopt;
  const bool has_number = service.number && service.number->canonical(handle).has_value();
  const bool wants_number = pattern.path.find(kNumber) != std::string::npos;
  if (has_number != wants_number) return std::nullopt;
  if (wants_number) {
    return ProfilePage{pattern.kind, pattern.host, filled(pattern.path, kNumber, handle)};
  }
  if (pattern.place == HandlePlace::kSubdomain) {
    const auto host = HostName::parse(handle + "." + pattern.host.ascii());
    if (!host) return std::nullopt;
    return ProfilePage{pattern.kind, *host, pattern.path};
  }
  const std::string person = service.federated ? local_spelling(handle, pattern.host) : handle;
  return ProfilePage{pattern.kind, pattern.host, filled(pattern.path, kHandle, person)};
}

}  // namespace

std::optional<ProfileTarget> Catalog::match_link(const HostName& host,
                                                 std::string_view path_and_query) const {
  const Service* service = of_host(host);
  if (service == nullptr) return std::nullopt;
  const PagePath link = split_path(path_and_query);
  std::optional<ProfileTarget> best;
  std::size_t most_literals = 0;
  for (const UrlPattern& pattern : service->patterns) {
    if (pattern.kind == PageKind::kSearch) continue;
    const auto found = pattern.place == HandlePlace::kSubdomain
                           ? match_subdomain(pattern, host, *service)
                       : is_spelling_of(host, pattern.host) ? match_path(pattern, link)
                                                            : std::nullopt;
    if (!found || (best && found->literals <= most_literals)) continue;
    auto handle = handle_of(*service, pattern, *found);
    if (!handle) continue;
    best = ProfileTarget{service->id, std::move(*handle)};
    most_literals = found->literals;
  }
  return best;
}

std::vector<ProfilePage> Catalog::pages_of(const ProfileTarget& profile) const {
  std::vector<ProfilePage> pages;
  const Service* service = find(profile.service);
  if (service == nullptr) return pages;
  for (const UrlPattern& pattern : service->patterns) {
    if (auto page = page_of(*service, pattern, profile.handle)) pages.push_back(std::move(*page));
  }
  return pages;
}

}  // namespace holdfast
