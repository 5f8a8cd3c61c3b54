#include "policy/service_reader.h"

#include <algorithm>
#include <array>

#include "policy/link.h"
#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::array<std::pair<std::string_view, PageKind>, 4> kPageKinds = {{
    {"profile", PageKind::kProfile},
    {"story", PageKind::kStory},
    {"message", PageKind::kMessage},
    {"search", PageKind::kSearch},
}};

bool is_id(std::string_view word) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !word.empty() && word.size() <= 32 && std::ranges::all_of(word, fits);
}

bool holds(const std::vector<HostName>& hosts, const HostName& host) {
  return std::ranges::find(hosts, host) != hosts.end();
}

void add_new(std::vector<HostName>& to, const HostName& host) {
  if (!holds(to, host)) to.push_back(host);
}

HandleCase read_case(TomlReader& reader, const toml::node& node) {
  const std::string word = reader.string(node);
  if (word == "distinct") return HandleCase::kSensitive;
  if (word != "same") {
    reader.fail(node, "`case` is \"same\" (Her and her are one) or \"distinct\"");
  }
  return HandleCase::kInsensitive;
}

HandleRule read_handle_rule(TomlReader& reader, const toml::node& node) {
  const auto* table = node.as_table();
  if (table == nullptr) {
    reader.fail(node, "a table belongs here, like { chars = \"a-z0-9._\", max = 30 }");
    return {};
  }
  reader.expect_keys(*table, {"chars", "min", "max", "prefix", "ignore", "case", "needs_letter",
                              "unicode", "reserved"});
  HandleRule::Words words;
  if (const auto* node_of = table->get("chars")) words.chars = reader.string(*node_of);
  if (const auto* node_of = table->get("min")) words.min = reader.size(*node_of);
  if (const auto* node_of = table->get("max")) words.max = reader.size(*node_of);
  if (const auto* node_of = table->get("prefix")) words.prefix = reader.string(*node_of);
  if (const auto* node_of = table->get("ignore")) words.ignore = reader.string(*node_of);
  if (const auto* node_of = table->get("case")) words.letters = read_case(reader, *node_of);
  if (const auto* node_of = table->get("needs_letter")) {
    words.needs_letter = reader.boolean(*node_of);
  }
  if (const auto* node_of = table->get("unicode")) words.unicode = reader.boolean(*node_of);
  if (const auto* node_of = table->get("reserved")) {
    for (auto& [word, where] : reader.strings(*node_of)) words.reserved.push_back(std::move(word));
  }
  auto rule = HandleRule::make(std::move(words));
  if (!rule) reader.fail(node, rule.error().text.english());
  return rule ? std::move(*rule) : HandleRule();
}

class ServiceReader {
 public:
  ServiceReader(TomlReader& reader, const toml::table& table, const Catalog& earlier,
                const HostClaims& claims)
      : reader_(reader), table_(table), earlier_(earlier), claims_(claims) {}

  Service read() {
    reader_.expect_keys(table_, {"id", "extend", "name", "aliases", "federated", "hosts", "names",
                                 "assets", "viewers", "handle", "number", "pages", "samples"});
    begin();
    read_words();
    read_hosts("hosts", HostClaims::As::kHost, service_.hosts);
    read_hosts("names", HostClaims::As::kName, service_.names);
    read_hosts("assets", HostClaims::As::kAsset, service_.assets);
    read_hosts("viewers", HostClaims::As::kViewer, service_.viewers);
    if (service_.hosts.empty()) reader_.fail(table_, "`hosts` is missing: the service's domains");
    for (const HostName& host : service_.hosts) add_www(host);
    if (const auto* node = table_.get("federated")) service_.federated = reader_.boolean(*node);
    if (const auto* node = table_.get("handle")) service_.handle = read_handle_rule(reader_, *node);
    if (const auto* node = table_.get("number")) service_.number = read_handle_rule(reader_, *node);
    repeat_pages_on_new_hosts();
    read_pages();
    return std::move(service_);
  }

 private:
  // A new service with its names, or the one that is to be extended.
  void begin() {
    const auto* id = table_.get("id");
    const auto* extend = table_.get("extend");
    if ((id == nullptr) == (extend == nullptr)) {
      reader_.fail(table_,
                   "write `id = \"word\"` for a new service, or `extend = \"word\"` to add "
                   "to a known one");
      return;
    }
    const std::string word = reader_.string(id != nullptr ? *id : *extend);
    if (id != nullptr) {
      if (!is_id(word)) reader_.fail(*id, "`id` is up to 32 lower case letters, digits and `-`");
      service_.id = service_.name = word;
    } else if (const Service* known = earlier_.find(word)) {
      service_ = *known;
      known_hosts_ = service_.hosts.size();
    } else {
      const auto near = earlier_.suggest(word);
      reader_.fail(*extend, "there is no service " + in_quotes(word) + " to extend" +
                                (near ? "; did you mean " + in_quotes(*near) + "?" : ""));
    }
    if (const auto* name = table_.get("name")) service_.name = reader_.string(*name);
  }

  void read_words() {
    const auto* node = table_.get("aliases");
    if (node == nullptr) return;
    for (const auto& [word, where] : reader_.strings(*node)) {
      if (!is_id(word))
        reader_.fail(*where, in_quotes(word) + " may hold lower case letters, digits and `-`");
      const Service* other = earlier_.find(word);
      if (other != nullptr && other->id != service_.id) {
        reader_.fail(*where, in_quotes(word) + " already stands for " + other->name);
      }
      const auto& known = service_.aliases;
      if (std::ranges::find(known, word) == known.end()) service_.aliases.push_back(word);
    }
  }

  void read_hosts(std::string_view key, HostClaims::As as, std::vector<HostName>& to) {
    const auto* node = table_.get(key);
    if (node == nullptr) return;
    for (const auto& [text, where] : reader_.strings(*node)) {
      const auto host = reader_.host(text, *where);
      if (!host) continue;
      if (const auto* other = claims_.taken_by(*host, as, service_.id)) {
        reader_.fail(*where, in_quotes(host->ascii()) + " already belongs to " + in_quotes(*other));
      }
      if (as == HostClaims::As::kName && !is_own(*host)) {
        reader_.fail(*where, in_quotes(host->ascii()) + " is below none of the `hosts`");
      }
      add_new(to, *host);
    }
  }

  bool is_own(const HostName& host) const {
    return std::ranges::any_of(service_.hosts,
                               [&](const auto& own) { return host.is_within(own); });
  }

  void add_www(const HostName& host) {
    const auto www = HostName::parse("www." + host.ascii());
    if (www) add_new(service_.names, *www);
  }

  // An instance that a person adds has the pages that the first one has.
  void repeat_pages_on_new_hosts() {
    if (known_hosts_ == 0) return;
    const std::vector<UrlPattern> known = service_.patterns;
    for (std::size_t i = known_hosts_; i < service_.hosts.size(); ++i) {
      for (const UrlPattern& pattern : known) {
        if (pattern.host != service_.hosts.front()) continue;
        service_.patterns.push_back({pattern.kind, pattern.place, service_.hosts[i], pattern.path});
      }
    }
  }

  void read_pages() {
    const auto* node = table_.get("pages");
    if (node == nullptr) return;
    const auto* pages = node->as_table();
    if (pages == nullptr) {
      reader_.fail(*node, "`pages` is a table, like { profile = [\"/{handle}\"] }");
      return;
    }
    reader_.expect_keys(*pages, {"profile", "story", "message", "search"});
    for (const auto& [word, kind] : kPageKinds) {
      const auto* links = pages->get(word);
      if (links == nullptr) continue;
      for (const auto& [link, where] : reader_.strings(*links)) add_patterns(link, kind, *where);
    }
  }

  // `/x` stands for that path on every host of the service; otherwise the host comes first.
  void add_patterns(const std::string& link, PageKind kind, const toml::node& where) {
    const bool by_number = link.find("{id}") != link.npos;
    if (by_number == (link.find("{handle}") != link.npos)) {
      reader_.fail(where, in_quotes(link) + " needs `{handle}` or `{id}` in it");
    }
    if (by_number && !service_.number) reader_.fail(where, "`{id}` needs a table `number`");
    if (link.starts_with('/')) {
      for (const HostName& host : service_.hosts) {
        service_.patterns.push_back({kind, HandlePlace::kPath, host, link});
      }
      return;
    }
    constexpr std::string_view kSubdomain = "{handle}.";
    const bool subdomain = link.starts_with(kSubdomain);
    const std::size_t start = subdomain ? kSubdomain.size() : 0;
    const std::size_t slash = std::min(link.find('/'), link.size());
    const auto host = reader_.host(link.substr(start, slash - start), where);
    if (!host) return;
    if (!is_own(*host)) {
      reader_.fail(where, in_quotes(host->ascii()) + " is none of the hosts of the service");
    }
    service_.patterns.push_back({kind, subdomain ? HandlePlace::kSubdomain : HandlePlace::kPath,
                                 *host, slash < link.size() ? link.substr(slash) : "/"});
  }

  TomlReader& reader_;
  const toml::table& table_;
  const Catalog& earlier_;
  const HostClaims& claims_;
  Service service_;
  std::size_t known_hosts_ = 0;  // of the service that is extended
};

}  // namespace

void HostClaims::add(const Service& service) {
  const auto claim = [&](const std::vector<HostName>& hosts, As as) {
    for (const HostName& host : hosts) claims_.emplace(host.ascii(), Claim{service.id, as});
  };
  claim(service.hosts, As::kHost);
  claim(service.names, As::kName);
  claim(service.assets, As::kAsset);
  claim(service.viewers, As::kViewer);
}

void HostClaims::forget(std::string_view id) {
  std::erase_if(claims_, [&](const auto& entry) { return entry.second.id == id; });
}

const std::string* HostClaims::taken_by(const HostName& host, As as, std::string_view id) const {
  const auto [first, last] = claims_.equal_range(host.ascii());
  const auto found = std::find_if(first, last, [&](const auto& entry) {
    const Claim& claim = entry.second;
    if (claim.id == id) return false;
    if (as == As::kViewer) return claim.as == As::kHost;
    return claim.as != As::kViewer || as == As::kHost;
  });
  return found == last ? nullptr : &found->second.id;
}

Service read_service(TomlReader& reader, const toml::table& table, const Catalog& earlier,
                     const HostClaims& claims) {
  return ServiceReader(reader, table, earlier, claims).read();
}

void check_samples(TomlReader& reader, const toml::table& table, const Service& service,
                   const Catalog& catalog) {
  const auto* node = table.get("samples");
  if (node == nullptr) return;
  const auto* samples = node->as_table();
  if (samples == nullptr) {
    reader.fail(*node, "`samples` is a table of links and their handles");
    return;
  }
  for (const auto& [key, value] : *samples) {
    const std::string handle = reader.string(value);
    const auto link = split_link(key.str());
    const auto host = HostName::parse(link ? link->host : "");
    const auto found = host ? catalog.match_link(*host, link->rest) : std::nullopt;
    const std::string seen = found ? to_string(Target(*found)) : "nobody's page";
    if (found != ProfileTarget{service.id, handle}) {
      reader.fail(value, in_quotes(key.str()) + " is understood as " + seen);
    }
  }
}

}  // namespace holdfast
