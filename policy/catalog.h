#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "policy/handle_rule.h"
#include "policy/host_name.h"
#include "policy/result.h"
#include "policy/target.h"
#include "policy/text.h"

namespace holdfast {

/// What a URL of a service shows of one person.
enum class PageKind { kProfile, kStory, kMessage, kSearch };

/// Where in a link the handle stands.
enum class HandlePlace {
  kPath,       ///< `instagram.com/{handle}`
  kSubdomain,  ///< `{handle}.tumblr.com`
};

/// Where a person's pages are: a host of the service and a path (with query or fragment where the
/// service needs it) in which `{handle}`, or `{id}`, stands for the person. A page may go on behind
/// it; `*` is any one part of a path, or the end of one. Example: `/stories/{handle}`.
struct UrlPattern {
  PageKind kind = PageKind::kProfile;
  HandlePlace place = HandlePlace::kPath;
  HostName host;
  std::string path;
};

/// One service of the catalog.
struct Service {
  std::string id;                    ///< the word in rules: lower case letters, digits, `-`
  std::string name;                  ///< for people: "Instagram"
  std::vector<std::string> aliases;  ///< other words that people write for it: `ig`
  HandleRule handle;                 ///< the name a person chose; `{handle}` in patterns
  std::optional<HandleRule> number;  ///< what the service itself calls them; `{id}` in patterns
  bool federated = false;            ///< handles are `name@host`, one host of the service each
  std::vector<HostName> hosts;       ///< domains a person opens; with their subdomains
  std::vector<HostName> names;       ///< spellings below them for the hosts file: www., m., ...
  std::vector<HostName> assets;      ///< its own media, API and embed hosts: never an urge alone
  std::vector<HostName> viewers;     ///< third-party sites that show its profiles
  std::vector<UrlPattern> patterns;  ///< at least one kProfile where profiles have pages
};

/// One page that shows a person.
struct ProfilePage {
  PageKind kind = PageKind::kProfile;
  HostName host;
  std::string path;  ///< percent-encoded, begins with `/`, may hold a query or a fragment
  friend bool operator==(const ProfilePage&, const ProfilePage&) = default;
};

/// The services, built in or added by the person; immutable.
class Catalog {
 public:
  /// TOML texts by file name (used in errors); their format is in policy/catalog/README.md. A
  /// later text with the same id replaces an earlier one, and one that says `extend` adds to it.
  /// kInvalid as `file:line:column: what is wrong`.
  static Result<Catalog> parse(std::span<const std::pair<std::string, std::string>> texts);
  /// The texts compiled into the program, from policy/catalog/*.toml.
  static std::span<const std::pair<std::string, std::string>> built_in_texts();

  Catalog() = default;

  /// By id, or by one of its other words.
  const Service* find(std::string_view id) const;
  /// The service that a host belongs to (its hosts, not its assets or viewers).
  const Service* of_host(const HostName& host) const;
  const std::vector<Service>& services() const { return services_; }

  /// The person whose page a link shows; nothing when the link is no such page. `path_and_query`
  /// begins with `/` and may have a fragment; percent-encoding, doubled slashes and case are seen
  /// through. A search is nobody's page.
  std::optional<ProfileTarget> match_link(const HostName& host,
                                          std::string_view path_and_query) const;

  /// Every page of a person, in the order of the service's patterns, but for those with a `*`;
  /// empty for a service that is not in the catalog.
  std::vector<ProfilePage> pages_of(const ProfileTarget& profile) const;

  /// The handle in canonical spelling, or why it cannot be one of this service.
  static Result<std::string> canonical_handle(const Service& service, std::string_view handle);

  /// The id nearest to a misspelt one, if any is near.
  std::optional<std::string> suggest(std::string_view id) const;

 private:
  /// In place of the one with the same id, or where its id sorts.
  void put(Service service);

  std::vector<Service> services_;  // sorted by id
  /// Each host with the id of its service.
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> owners_;
};

}  // namespace holdfast
