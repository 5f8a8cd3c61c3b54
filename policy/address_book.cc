#include "policy/address_book.h"

#include <algorithm>
#include <utility>

namespace holdfast {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Shorter lives would only wake the machine: content networks rotate within minutes, and every
// address seen in a day stays blocked.
constexpr seconds kShortestLife = minutes(5);
constexpr seconds kLongestLife = hours(6);
// A miss is often the network that is not up yet at boot: soon again at first, then seldom.
constexpr seconds kFirstPause = seconds(10);
constexpr int kMostDoublings = 12;
constexpr seconds kKeep = hours(24);
constexpr std::size_t kMostAddressesOfAName = 64;
constexpr std::size_t kMostNeighbours = 256;

}  // namespace

void AddressBook::follow(std::set<HostName> names) {
  std::erase_if(neighbours_, [&](const HostName& name) { return names.contains(name); });
  std::erase_if(entries_, [&](const auto& entry) {
    return !names.contains(entry.first) && !neighbours_.contains(entry.first);
  });
  for (const HostName& name : names) entries_.try_emplace(name);
}

std::vector<HostName> AddressBook::take_due(Elapsed now) {
  std::vector<HostName> due;
  for (auto& [name, entry] : entries_) {
    if (entry.asked || entry.due > now) continue;
    entry.asked = true;
    due.push_back(name);
  }
  return due;
}

std::optional<Elapsed> AddressBook::next_due() const {
  std::optional<Elapsed> next;
  for (const auto& [name, entry] : entries_) {
    if (!entry.asked && (!next || entry.due < *next)) next = entry.due;
  }
  return next;
}

void AddressBook::learn(const HostName& name, std::span<const IpAddress> addresses, seconds ttl,
                        Elapsed now) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return;
  Entry& entry = found->second;
  entry.asked = false;
  if (addresses.empty()) {
    entry.due = now + std::min<seconds>(kFirstPause * (1 << entry.misses), kLongestLife);
    entry.misses = std::min(entry.misses + 1, kMostDoublings);
    return;
  }
  entry.misses = 0;
  entry.due = now + std::clamp(ttl, kShortestLife, kLongestLife);
  for (const IpAddress& address : addresses) {
    if (entry.seen.size() < kMostAddressesOfAName || entry.seen.contains(address)) {
      entry.seen[address] = now;
    }
  }
  std::erase_if(entry.seen, [&](const auto& seen) { return seen.second + kKeep < now; });
  if (neighbours_.contains(name) && !shares_an_address(name)) {
    neighbours_.erase(name);
    entries_.erase(found);
  }
}

void AddressBook::suspect(const HostName& neighbour) {
  if (neighbours_.size() >= kMostNeighbours || entries_.contains(neighbour)) return;
  neighbours_.insert(neighbour);
  entries_.try_emplace(neighbour);
}

bool AddressBook::shares_an_address(const HostName& neighbour) const {
  const auto& own = entries_.at(neighbour).seen;
  return std::any_of(entries_.begin(), entries_.end(), [&](const auto& entry) {
    return !neighbours_.contains(entry.first) &&
           std::any_of(entry.second.seen.begin(), entry.second.seen.end(),
                       [&](const auto& seen) { return own.contains(seen.first); });
  });
}

std::vector<IpAddress> AddressBook::addresses_of(const HostName& name) const {
  std::vector<IpAddress> addresses;
  if (const auto found = entries_.find(name); found != entries_.end()) {
    for (const auto& [address, last_seen] : found->second.seen) addresses.push_back(address);
  }
  return addresses;
}

}  // namespace holdfast
