#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "policy/ip_address.h"

namespace holdfast::platform {

/// The `nameserver` lines of a resolv.conf(5), in order, at most `kMostNameServers`. Addresses with
/// a zone and lines that are no address are left out.
std::vector<IpAddress> parse_name_servers(std::string_view text);
inline constexpr std::size_t kMostNameServers = 8;

/// The servers that this machine asks. Where `resolv_conf` names only the stub of systemd-resolved,
/// which answers from the hosts file too, those it asks itself (`upstreams`) are taken instead, if
/// there are any. Empty when neither file names one.
std::vector<IpAddress> system_name_servers(
    const std::filesystem::path& resolv_conf = "/etc/resolv.conf",
    const std::filesystem::path& upstreams = "/run/systemd/resolve/resolv.conf");

}  // namespace holdfast::platform
