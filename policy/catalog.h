#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/host_name.h"
#include "policy/result.h"
#include "policy/target.h"

namespace holdfast {

/// What a URL of a service shows of one person.
enum class PageKind { kProfile, kStory, kMessage, kSearch };

/// Where a person's pages are: a host of the service and a path (with query where the service
/// needs it) in which `{handle}` stands for the handle. Example: `/stories/{handle}`.
struct UrlPattern {
  PageKind kind = PageKind::kProfile;
  HostName host;
  std::string path;
};

/// Whether the service tells `Her.Name` and `her.name` apart.
enum class HandleCase { kInsensitive, kSensitive };

/// One service of the catalog.
struct Service {
  std::string id;    ///< the word in rules: lower case letters, digits, `-`
  std::string name;  ///< for people: "Instagram"
  HandleCase handle_case = HandleCase::kInsensitive;
  std::string handle_pattern;        ///< ECMAScript regular expression a handle must match whole
  std::vector<HostName> hosts;       ///< domains a person opens; with their subdomains
  std::vector<HostName> names;       ///< spellings below them for the hosts file: www., m., ...
  std::vector<HostName> assets;      ///< its own media, API and embed hosts: never an urge alone
  std::vector<HostName> viewers;     ///< third-party sites that show its profiles
  std::vector<UrlPattern> patterns;  ///< at least one kProfile where profiles have pages
};

/// The services, built in or added by the person; immutable.
class Catalog {
 public:
  /// TOML texts by file name (used in errors). A later text with the same id replaces an earlier
  /// one. kInvalid as `file:line:column: what is wrong`.
  static Result<Catalog> parse(std::span<const std::pair<std::string, std::string>> texts);
  /// The texts compiled into the program, from policy/catalog/*.toml.
  static std::span<const std::pair<std::string, std::string>> built_in_texts();

  Catalog() = default;

  const Service* find(std::string_view id) const;
  /// The service that a host belongs to (its hosts, not its assets or viewers).
  const Service* of_host(const HostName& host) const;
  const std::vector<Service>& services() const { return services_; }

  /// The person whose page a link shows; nothing when the link is no such page. `path_and_query`
  /// begins with `/`; percent-encoding, doubled slashes and case are seen through.
  std::optional<ProfileTarget> match_link(const HostName& host,
                                          std::string_view path_and_query) const;

  /// The handle in canonical spelling, or why it cannot be one of this service.
  static Result<std::string> canonical_handle(const Service& service, std::string_view handle);

  /// The id nearest to a misspelt one, if any is near.
  std::optional<std::string> suggest(std::string_view id) const;

 private:
  std::vector<Service> services_;  // sorted by id
};

}  // namespace holdfast
