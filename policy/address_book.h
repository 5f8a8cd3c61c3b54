#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "policy/host_name.h"
#include "policy/ip_address.h"
#include "policy/moment.h"

namespace holdfast {

/// What is known of the addresses of names: of blocked ones, to block them, and of others, so that
/// an address they share is spared.
class AddressBook {
 public:
  /// Names to keep resolved from now on; others are let go.
  void follow(std::set<HostName> names);

  /// Names that are due for a look-up, marked as asked.
  std::vector<HostName> take_due(Elapsed now);
  /// When the next name will be due; nothing while none is followed or all are asked.
  std::optional<Elapsed> next_due() const;

  /// The answer to a look-up. An empty one keeps what was known and asks again later, each time
  /// after a longer pause.
  void learn(const HostName& name, std::span<const IpAddress> addresses, std::chrono::seconds ttl,
             Elapsed now);
  /// A name that is not blocked was seen at this address.
  void mark_shared(const IpAddress& address);

  /// Addresses seen for the name within the last day.
  std::vector<IpAddress> addresses_of(const HostName& name) const;
  bool is_shared(const IpAddress& address) const { return shared_.contains(address); }
  const std::set<IpAddress>& shared() const { return shared_; }

 private:
  struct Entry {
    std::map<IpAddress, Elapsed> seen;  // last time it was among the answers
    Elapsed due;                        // epoch: at once
    bool asked = false;
    int misses = 0;
  };
  std::map<HostName, Entry> entries_;
  std::set<IpAddress> shared_;
};

}  // namespace holdfast
