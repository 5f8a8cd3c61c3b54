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
/// an address they share is spared. That a name is a neighbour is believed once it was looked up:
/// what a program claims while it connects proves nothing.
class AddressBook {
 public:
  /// Names to keep resolved from now on; others are let go, except for neighbours.
  void follow(std::set<HostName> names);

  /// Names that are due for a look-up, marked as asked.
  std::vector<HostName> take_due(Elapsed now);
  /// When the next name will be due; nothing while none is followed or all are asked.
  std::optional<Elapsed> next_due() const;

  /// The answer to a look-up. An empty one keeps what was known and asks again later, each time
  /// after a longer pause.
  void learn(const HostName& name, std::span<const IpAddress> addresses, std::chrono::seconds ttl,
             Elapsed now);
  /// A name that is not blocked is said to share the address of one that is. It is looked up, and
  /// followed for as long as it does.
  void suspect(const HostName& neighbour);

  /// Addresses seen for the name within the last day.
  std::vector<IpAddress> addresses_of(const HostName& name) const;
  /// Names that share, or may share, an address with a followed one.
  const std::set<HostName>& neighbours() const { return neighbours_; }

 private:
  struct Entry {
    std::map<IpAddress, Elapsed> seen;  // last time it was among the answers
    Elapsed due;                        // epoch: at once
    bool asked = false;
    int misses = 0;
  };
  bool shares_an_address(const HostName& neighbour) const;

  std::map<HostName, Entry> entries_;
  std::set<HostName> neighbours_;
};

}  // namespace holdfast
