#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "policy/block_set.h"

namespace holdfast {

/// A name that a test knows to be good.
inline HostName host(std::string_view text) { return HostName::parse(text).value(); }

/// A set of hosts under one rule and with the same reason.
inline BlockSet hosts_set(std::initializer_list<std::string_view> names,
                          HostReason reason = HostReason::kTarget) {
  BlockSet set;
  for (const std::string_view name : names) {
    set.hosts.push_back({host(name), "rule", reason, std::nullopt});
  }
  std::sort(set.hosts.begin(), set.hosts.end());
  return set;
}

/// `count` hosts of one rule.
inline BlockSet many_hosts(std::size_t count) {
  BlockSet set;
  for (std::size_t at = 0; at < count; ++at) {
    set.hosts.push_back(
        {host(std::to_string(at) + ".example.org"), "rule", HostReason::kTarget, std::nullopt});
  }
  std::sort(set.hosts.begin(), set.hosts.end());
  return set;
}

/// The address that blocked names get unless the person chose another.
inline IpAddress sinkhole() { return IpAddress::v4({127, 0, 53, 66}); }

}  // namespace holdfast
