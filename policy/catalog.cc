#include "policy/catalog.h"

#include <algorithm>

#include "policy/text.h"

namespace holdfast {
namespace {

Error bad_handle(const Service& service, std::string_view handle, Phrase why) {
  return {ErrorCode::kInvalid, say("{1} cannot be a handle of {2}: {3}",
                                   {in_quotes(handle), service.name, std::move(why)})};
}

Result<std::string> canonical_federated(const Service& service, std::string_view handle) {
  const std::size_t at = handle.rfind('@');
  if (at == handle.npos || at == 0) {
    return bad_handle(service, handle, say("write it with its server, as `name@example.social`"));
  }
  const auto local = service.handle.canonical(handle.substr(0, at));
  if (!local) {
    return bad_handle(service, handle,
                      say("before the `@` it has {1}", {service.handle.describe()}));
  }
  const auto host = HostName::parse(handle.substr(at + 1));
  if (!host) return bad_handle(service, handle, host.error().text);
  if (std::ranges::find(service.hosts, *host) == service.hosts.end()) {
    return bad_handle(
        service, handle,
        say("the server `{1}` is not in the catalog; block it as a host, or add it to "
            "a file in services.d with `extend = \"{2}\"` and `hosts = [\"{1}\"]`",
            {host->ascii(), service.id}));
  }
  return *local + "@" + host->ascii();
}

}  // namespace

const Service* Catalog::find(std::string_view id) const {
  const auto same_id = std::ranges::lower_bound(
      services_, id, {}, [](const Service& service) { return std::string_view(service.id); });
  if (same_id != services_.end() && same_id->id == id) return &*same_id;
  const auto has_alias = std::ranges::find_if(services_, [&](const Service& service) {
    return std::ranges::find(service.aliases, id) != service.aliases.end();
  });
  return has_alias == services_.end() ? nullptr : &*has_alias;
}

const Service* Catalog::of_host(const HostName& host) const {
  std::string_view domain = host.ascii();
  for (;;) {
    if (const auto owner = owners_.find(domain); owner != owners_.end()) return find(owner->second);
    const std::size_t dot = domain.find('.');
    if (dot == domain.npos) return nullptr;
    domain.remove_prefix(dot + 1);
  }
}

void Catalog::put(Service service) {
  const auto at = std::ranges::lower_bound(services_, service.id, {}, &Service::id);
  const bool is_known = at != services_.end() && at->id == service.id;
  if (is_known) std::erase_if(owners_, [&](const auto& owner) { return owner.second == at->id; });
  for (const HostName& host : service.hosts) owners_.try_emplace(host.ascii(), service.id);
  if (is_known) {
    *at = std::move(service);
  } else {
    services_.insert(at, std::move(service));
  }
}

Result<std::string> Catalog::canonical_handle(const Service& service, std::string_view handle) {
  if (service.number) {
    if (auto number = service.number->canonical(handle)) return std::move(*number);
  }
  if (handle.starts_with('@')) handle.remove_prefix(1);
  if (service.federated) return canonical_federated(service, handle);
  auto spelling = service.handle.canonical(handle);
  if (!spelling) return bad_handle(service, handle, say("it has {1}", {service.handle.describe()}));
  if (service.handle.is_reserved(*spelling)) {
    return bad_handle(service, handle, say("that is a page of the service itself"));
  }
  return std::move(*spelling);
}

std::optional<std::string> Catalog::suggest(std::string_view id) const {
  constexpr std::size_t kLongest = 40;
  if (id.size() > kLongest) return std::nullopt;
  const std::string wanted = to_lower(id);
  // A third of the letters may be wrong, and never so many that any short word would do.
  std::size_t nearest = std::min<std::size_t>(3, std::max<std::size_t>(1, wanted.size() / 3)) + 1;
  std::optional<std::string> best;
  const auto consider = [&](const Service& service, std::string_view word) {
    const std::size_t distance = edit_distance(wanted, word);
    if (distance >= nearest || distance >= word.size()) return;
    nearest = distance;
    best = service.id;
  };
  for (const Service& service : services_) {
    consider(service, service.id);
    consider(service, to_lower(service.name));
    for (const std::string& alias : service.aliases) consider(service, alias);
  }
  return best;
}

}  // namespace holdfast
