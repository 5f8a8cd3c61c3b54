#include "policy/compile.h"

#include <algorithm>
#include <utility>

#include "policy/opening.h"

namespace holdfast {
namespace {

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool is_open_in_every_zone(const ScheduleRule& schedule, const ZoneMemory& zone, Moment now) {
  if (!is_open(schedule, now.wall, zone.current)) return false;
  return !zone.previous || now.elapsed >= zone.settles ||
         is_open(schedule, now.wall, *zone.previous);
}

bool lies_within_any(const HostName& host, const std::vector<HostName>& domains) {
  return std::any_of(domains.begin(), domains.end(),
                     [&](const HostName& domain) { return host.is_within(domain); });
}

/// Collects a block set rule by rule; hosts that several rules block keep their strongest reason.
class Compiler {
 public:
  Compiler(const State& state, Moment now) : state_(state), open_(open_targets(state, now)) {
    for (const AllowRule& allow : state.policy.allows) set_.allowed.push_back(allow.host);
    for (const Target& target : open_) {
      if (const auto* host = std::get_if<HostTarget>(&target)) open_host(host->host);
    }
    for (const BlockRule& rule : state.policy.blocks) add(rule, now);
    for (const ListRule& rule : state.policy.lists) add(rule);
  }

  BlockSet finish() && {
    for (auto& [host, entry] : hosts_) set_.hosts.push_back(std::move(entry));
    add_addresses();
    sort_unique(set_.hosts);
    sort_unique(set_.browsers_only);
    sort_unique(set_.allowed);
    sort_unique(set_.networks);
    sort_unique(set_.addresses);
    sort_unique(set_.shared);
    sort_unique(set_.profiles);
    sort_unique(set_.phones);
    sort_unique(set_.lists);
    return std::move(set_);
  }

 private:
  // A service is of no use without its media and API hosts.
  void open_host(const HostName& host) {
    set_.allowed.push_back(host);
    if (!state_.catalog) return;
    if (const Service* service = state_.catalog->of_host(host)) {
      set_.allowed.insert(set_.allowed.end(), service->hosts.begin(), service->hosts.end());
      set_.allowed.insert(set_.allowed.end(), service->assets.begin(), service->assets.end());
    }
  }

  // Necessary contact over a service needs that person's pages on it as well.
  bool is_open(const Service& service) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Target& open) {
      const auto* host = std::get_if<HostTarget>(&open);
      return host != nullptr && lies_within_any(host->host, service.hosts);
    });
  }

  void add(const BlockRule& rule, Moment now) {
    const std::string key = key_of(rule);
    const std::optional<Wall> ends = end_of(state_, key);
    if (ends && *ends <= now.wall) return;
    if (std::find(open_.begin(), open_.end(), rule.target) != open_.end()) return;
    if (const auto* host = std::get_if<HostTarget>(&rule.target)) {
      add_host(host->host, key, HostReason::kTarget, ends);
      // Its own site and its usual first spelling; the rest of the subdomains other layers hold.
      if (auto www = HostName::parse("www." + host->host.ascii())) {
        add_host(*www, key, HostReason::kName, ends);
      }
      if (state_.catalog) {
        if (const Service* service = state_.catalog->of_host(host->host)) {
          for (const HostName& name : service->names) {
            if (name.is_within(host->host)) add_host(name, key, HostReason::kName, ends);
          }
        }
      }
    } else if (const auto* network = std::get_if<NetworkTarget>(&rule.target)) {
      set_.networks.push_back({network->network, key, ends});
    } else if (const auto* phone = std::get_if<PhoneTarget>(&rule.target)) {
      set_.phones.push_back({*phone, key, ends});
    } else {
      add_profile(std::get<ProfileTarget>(rule.target), rule.scope, key, ends);
    }
  }

  void add_profile(const ProfileTarget& profile, Scope scope, const std::string& key,
                   std::optional<Wall> ends) {
    const Service* service = state_.catalog ? state_.catalog->find(profile.service) : nullptr;
    if (service == nullptr || !is_open(*service)) set_.profiles.push_back({profile, key, ends});
    if (service == nullptr) return;
    if (scope == Scope::kSite) {
      for (const HostName& host : service->hosts) add_host(host, key, HostReason::kService, ends);
      for (const HostName& name : service->names) add_host(name, key, HostReason::kName, ends);
      for (const HostName& asset : service->assets) add_host(asset, key, HostReason::kAsset, ends);
    }
    if (scope == Scope::kBrowsersOnly && !is_open(*service)) {
      for (const auto* names : {&service->hosts, &service->names}) {
        for (const HostName& host : *names) {
          if (lies_within_any(host, set_.allowed)) continue;
          set_.browsers_only.push_back({host, key, HostReason::kService, ends});
        }
      }
    }
    for (const HostName& viewer : service->viewers) {
      add_host(viewer, key, HostReason::kViewer, ends);
      if (auto www = HostName::parse("www." + viewer.ascii())) {
        add_host(*www, key, HostReason::kViewer, ends);
      }
    }
  }

  void add(const ListRule& rule) {
    const auto found = state_.lists.find(rule.name);
    if (found == state_.lists.end()) return;
    for (const std::string& index : found->second.indexes) {
      set_.lists.push_back({rule.name, index, key_of(rule)});
    }
  }

  void add_host(const HostName& host, const std::string& key, HostReason reason,
                std::optional<Wall> ends) {
    if (lies_within_any(host, set_.allowed)) return;
    BlockedHost entry{host, key, reason, ends};
    const auto [at, is_new] = hosts_.try_emplace(host, entry);
    if (is_new) return;
    // The rule that lasts longest answers; among equals the one that names the host itself.
    BlockedHost& held = at->second;
    const Wall held_end = held.ends.value_or(Wall::max());
    const Wall new_end = ends.value_or(Wall::max());
    const HostReason strongest = std::min(held.reason, reason);
    if (new_end > held_end || (new_end == held_end && reason < held.reason)) held = entry;
    held.reason = strongest;
  }

  void add_addresses() {
    std::map<IpAddress, BlockedAddress> by_address;
    for (const BlockedHost& blocked : set_.hosts) {
      for (const IpAddress& address : state_.addresses.addresses_of(blocked.host)) {
        const auto [at, is_new] = by_address.try_emplace(
            address, BlockedAddress{address, blocked.host, blocked.rule, blocked.ends});
        if (!is_new && blocked.ends.value_or(Wall::max()) > at->second.ends.value_or(Wall::max())) {
          at->second = {address, blocked.host, blocked.rule, blocked.ends};
        }
      }
    }
    for (const BlockedHost& host : set_.browsers_only) {
      for (const IpAddress& address : state_.addresses.addresses_of(host.host)) {
        if (by_address.contains(address)) continue;
        set_.shared.push_back({address, host.host, host.rule, host.ends});
      }
    }
    const std::set<IpAddress> spared = addresses_of_others();
    for (auto& [address, entry] : by_address) {
      (spared.contains(address) ? set_.shared : set_.addresses).push_back(std::move(entry));
    }
  }

  // Of names that are allowed, or seen to be neighbours and not blocked.
  std::set<IpAddress> addresses_of_others() const {
    std::set<IpAddress> addresses;
    const auto add_all_of = [&](const HostName& name) {
      for (const IpAddress& address : state_.addresses.addresses_of(name)) {
        addresses.insert(address);
      }
    };
    for (const HostName& allowed : set_.allowed) add_all_of(allowed);
    for (const HostName& neighbour : state_.addresses.neighbours()) {
      const bool is_blocked = std::any_of(
          set_.hosts.begin(), set_.hosts.end(),
          [&](const BlockedHost& blocked) { return neighbour.is_within(blocked.host); });
      if (!is_blocked) add_all_of(neighbour);
    }
    return addresses;
  }

  const State& state_;
  std::vector<Target> open_;
  std::map<HostName, BlockedHost> hosts_;
  BlockSet set_;
};

}  // namespace

std::vector<Target> open_targets(const State& state, Moment now) {
  std::vector<Target> open;
  for (const ScheduleRule& schedule : state.policy.schedules) {
    if (is_open_in_every_zone(schedule, state.zone, now)) open.push_back(schedule.target);
  }
  for (const auto& [id, allowance] : state.allowances) {
    if (allowance.opens <= now.elapsed && now.elapsed < allowance.closes) {
      open.push_back(allowance.target);
    }
  }
  return open;
}

std::optional<Wall> end_of(const State& state, const std::string& key) {
  const auto found = state.memory.find(key);
  return found == state.memory.end() ? std::nullopt : found->second.ends;
}

std::optional<Wall> locked_until(const State& state, Moment now) {
  if (!state.policy.lock) return std::nullopt;
  const Wall until = end_of(state, key_of(*state.policy.lock)).value_or(Wall::max());
  if (until <= now.wall) return std::nullopt;
  return until;
}

BlockSet compile(const State& state, Moment now) { return Compiler(state, now).finish(); }

std::set<HostName> names_to_resolve(const BlockSet& set) {
  std::set<HostName> names(set.allowed.begin(), set.allowed.end());
  for (const auto* hosts : {&set.hosts, &set.browsers_only}) {
    for (const BlockedHost& blocked : *hosts) names.insert(blocked.host);
  }
  return names;
}

}  // namespace holdfast
