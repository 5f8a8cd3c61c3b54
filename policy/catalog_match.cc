#include <algorithm>

#include "policy/catalog.h"
#include "policy/link.h"
#include "policy/page_match.h"
#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::string_view kHandle = "{handle}";
constexpr std::string_view kNumber = "{id}";
constexpr std::string_view kAnything = "*";

// `about.tumblr.com` is the service's own.
bool is_a_name_of(const Service& service, const HostName& host) {
  return std::ranges::find(service.names, host) != service.names.end();
}

// The canonical handle that was found, unless it is none.
std::optional<std::string> handle_of(const Service& service, const UrlPattern& pattern,
                                     const FoundPerson& found) {
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
    const auto found = match_page(pattern, host, link);
    if (pattern.place == HandlePlace::kSubdomain && is_a_name_of(*service, host)) continue;
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
