#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <variant>

#include "policy/host_name.h"
#include "policy/ip_address.h"
#include "policy/result.h"

namespace holdfast {

class Catalog;

/// One person on one service. `handle` is in the service's canonical spelling (without `@`, lower
/// case where the service ignores case).
struct ProfileTarget {
  std::string service;
  std::string handle;
  friend auto operator<=>(const ProfileTarget&, const ProfileTarget&) = default;
};

/// A domain with its subdomains.
struct HostTarget {
  HostName host;
  friend auto operator<=>(const HostTarget&, const HostTarget&) = default;
};

/// A CIDR block.
struct NetworkTarget {
  Network network;
  friend auto operator<=>(const NetworkTarget&, const NetworkTarget&) = default;
};

/// A telephone number, `+` and 7 to 15 digits (ITU-T E.164).
struct PhoneTarget {
  std::string number;
  friend auto operator<=>(const PhoneTarget&, const PhoneTarget&) = default;
};

/// What one rule blocks.
using Target = std::variant<ProfileTarget, HostTarget, NetworkTarget, PhoneTarget>;

/// Understands everything a person would paste: a profile link with any scheme, host spelling,
/// query or fragment; `service/handle`, `service/@handle`, `@handle@service`; a bare domain or a
/// link that is no profile link (the domain); a CIDR block or address; `tel:+…` with the usual
/// separators. The error says what would be right, with the nearest service name for a typing
/// error. Refuses what would cut the machine off itself: loopback, unspecified, link-local and
/// multicast networks, 0.0.0.0/0 and ::/0 (prefix shorter than 8 or 16), public suffixes.
Result<Target> parse_target(std::string_view text, const Catalog& catalog);

/// The canonical word that `parse_target` reads back: `instagram/her.name`, `example.org`,
/// `203.0.113.0/24`, `tel:+15551234567`.
std::string to_string(const Target& target);

}  // namespace holdfast
