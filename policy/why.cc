#include "policy/why.h"

#include <algorithm>

namespace holdfast {
namespace {

const BlockedHost* find(const BlockSet& set, const HostName& name) {
  const auto at = std::lower_bound(
      set.hosts.begin(), set.hosts.end(), name,
      [](const BlockedHost& blocked, const HostName& host) { return blocked.host < host; });
  return at != set.hosts.end() && at->host == name ? &*at : nullptr;
}

}  // namespace

std::optional<HostName> allowed_by(const BlockSet& set, const HostName& name) {
  for (std::optional<HostName> domain = name; domain; domain = domain->parent()) {
    if (std::binary_search(set.allowed.begin(), set.allowed.end(), *domain)) return domain;
  }
  return std::nullopt;
}

std::optional<Covering> covering(const BlockSet& set, const HostName& name,
                                 const ListLookup& lists) {
  if (allowed_by(set, name)) return std::nullopt;
  for (std::optional<HostName> domain = name; domain; domain = domain->parent()) {
    if (const BlockedHost* blocked = find(set, *domain)) {
      return Covering{.rule = blocked->rule,
                      .reason = blocked->reason,
                      .entry = blocked->host.ascii(),
                      .ends = blocked->ends};
    }
  }
  for (const BlockedList& list : set.lists) {
    if (auto entry = lists.match(list.index, name.ascii())) {
      return Covering{
          .rule = list.rule, .entry = std::move(*entry), .by_list = true, .ends = std::nullopt};
    }
  }
  return std::nullopt;
}

std::optional<Covering> covering(const BlockSet& set, const IpAddress& address) {
  const auto at = std::lower_bound(set.addresses.begin(), set.addresses.end(), address,
                                   [](const BlockedAddress& blocked, const IpAddress& wanted) {
                                     return blocked.address < wanted;
                                   });
  if (at != set.addresses.end() && at->address == address) {
    const BlockedHost* host = find(set, at->host);
    return Covering{.rule = at->rule,
                    .reason = host ? host->reason : HostReason::kTarget,
                    .entry = at->host.ascii(),
                    .ends = at->ends};
  }
  for (const BlockedNetwork& blocked : set.networks) {
    if (blocked.network.contains(address)) {
      return Covering{
          .rule = blocked.rule, .entry = blocked.network.to_string(), .ends = blocked.ends};
    }
  }
  return std::nullopt;
}

std::optional<Covering> covering(const BlockSet& set, const Attempt& attempt,
                                 const ListLookup& lists) {
  if (attempt.host) {
    if (auto found = covering(set, *attempt.host, lists)) return found;
  }
  if (attempt.host) {
    for (const BlockedHost& kept : set.browsers_only) {
      if (!attempt.host->is_within(kept.host)) continue;
      return Covering{
          .rule = kept.rule, .reason = kept.reason, .entry = kept.host.ascii(), .ends = kept.ends};
    }
  }
  return attempt.address ? covering(set, *attempt.address) : std::nullopt;
}

}  // namespace holdfast
