#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/host_name.h"
#include "policy/ip_address.h"
#include "policy/moment.h"
#include "policy/target.h"

namespace holdfast {

/// Why a host is in the set; lower values are kept first where a layer has no room for all.
enum class HostReason : std::uint8_t {
  kTarget,   ///< the rule names it
  kService,  ///< a host of the service that a profile rule names
  kName,     ///< a usual spelling below one of those: www., m., ...
  kViewer,   ///< a third-party viewer of that service
  kAsset,    ///< the service's media and API hosts
};

/// A domain to be blocked with its subdomains.
struct BlockedHost {
  HostName host;
  std::string rule;  ///< key of the rule that answers for it (`key_of`)
  HostReason reason = HostReason::kTarget;
  std::optional<Wall> ends;
  friend auto operator<=>(const BlockedHost&, const BlockedHost&) = default;
};

struct BlockedNetwork {
  Network network;
  std::string rule;
  std::optional<Wall> ends;
  friend auto operator<=>(const BlockedNetwork&, const BlockedNetwork&) = default;
};

/// An address of a blocked host; see `BlockSet` for which of its two lists it is in.
struct BlockedAddress {
  IpAddress address;
  HostName host;
  std::string rule;
  std::optional<Wall> ends;
  friend auto operator<=>(const BlockedAddress&, const BlockedAddress&) = default;
};

/// A person's pages on a service, for layers that see paths.
struct BlockedProfile {
  ProfileTarget profile;
  std::string rule;
  std::optional<Wall> ends;
  friend auto operator<=>(const BlockedProfile&, const BlockedProfile&) = default;
};

struct BlockedPhone {
  PhoneTarget phone;
  std::string rule;
  std::optional<Wall> ends;
  friend auto operator<=>(const BlockedPhone&, const BlockedPhone&) = default;
};

/// A compiled list (an index file of `host_matcher`), by the name of its file.
struct BlockedList {
  std::string name;   ///< as in `block list NAME from ...`
  std::string index;  ///< file name below the state directory's lists/
  std::string rule;
  friend auto operator<=>(const BlockedList&, const BlockedList&) = default;
};

/// The policy compiled for an instant: what every layer must hold. Every vector is sorted and free
/// of repeats, so that two sets compare and differ cheaply.
struct BlockSet {
  std::vector<BlockedHost> hosts;
  /// That only managed browsers may reach: no other layer can tell one person's pages there from
  /// the rest.
  std::vector<BlockedHost> browsers_only;
  std::vector<HostName> allowed;  ///< these and their subdomains: never blocked
  std::vector<BlockedNetwork> networks;
  std::vector<BlockedAddress> addresses;  ///< that only blocked hosts are known to use
  /// That names which are not blocked use as well, or that only browsers may reach: nothing there
  /// is refused by address, and only what asks for a blocked name is held.
  std::vector<BlockedAddress> shared;
  std::vector<BlockedProfile> profiles;
  std::vector<BlockedPhone> phones;
  std::vector<BlockedList> lists;

  friend bool operator==(const BlockSet&, const BlockSet&) = default;
};

}  // namespace holdfast
