#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/attempt.h"
#include "policy/block_set.h"

namespace holdfast {

/// Looks names up in compiled lists; the platform has them mapped.
class ListLookup {
 public:
  virtual ~ListLookup() = default;
  /// The longest domain of that index which the name lies within.
  virtual std::optional<std::string> match(std::string_view index, std::string_view name) const = 0;
};

/// The rule that answers for a name or an address, and how it comes to.
struct Covering {
  std::string rule;  ///< its key
  HostReason reason = HostReason::kTarget;
  std::string entry;  ///< the domain, network or address of the block set that matched
  bool by_list = false;
  std::optional<Wall> ends;
};

/// Nothing when the name is not blocked; an allowed name never is.
std::optional<Covering> covering(const BlockSet& set, const HostName& name,
                                 const ListLookup& lists);
std::optional<Covering> covering(const BlockSet& set, const IpAddress& address);

/// By the host where there is one, else by the address. Whoever tried a host that only browsers may
/// reach was none of those.
std::optional<Covering> covering(const BlockSet& set, const Attempt& attempt,
                                 const ListLookup& lists);

/// The domain by which a name is allowed, if it is.
std::optional<HostName> allowed_by(const BlockSet& set, const HostName& name);

}  // namespace holdfast
