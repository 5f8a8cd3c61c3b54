#include "platform/firewall/address_range.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

namespace holdfast::platform {
namespace {

// Later is greater, and "no end" is the greatest.
KernelTime rank(const std::optional<KernelTime>& until) {
  return until.value_or(KernelTime::max());
}

IpAddress with_octets(IpFamily family, const std::array<std::uint8_t, 16>& octets) {
  if (family == IpFamily::kV6) return IpAddress::v6(octets);
  return IpAddress::v4({octets[0], octets[1], octets[2], octets[3]});
}

std::optional<AddressRange> range_between(const IpAddress& first, const IpAddress& last,
                                          const std::optional<Wall>& ends, const Instant& now) {
  if (!ends) return AddressRange{first, last, std::nullopt};
  if (*ends <= now.wall) return std::nullopt;
  return AddressRange{first, last, now.kernel + (*ends - now.wall)};
}

bool ends_alike(const AddressRange& one, const AddressRange& other) {
  if (!one.until || !other.until) return one.until == other.until;
  const auto apart =
      *one.until > *other.until ? *one.until - *other.until : *other.until - *one.until;
  return apart <= kEndTolerance;
}

// An instant at which the cover changes, on the way from the lowest address to the highest.
struct Edge {
  IpAddress at;
  KernelTime until;
  enum class Kind : std::uint8_t { kOpens, kCloses } kind;
};

std::vector<Edge> edges_of(const std::vector<AddressRange>& ranges) {
  std::vector<Edge> edges;
  edges.reserve(ranges.size() * 2);
  for (const AddressRange& range : ranges) {
    edges.push_back({range.first, rank(range.until), Edge::Kind::kOpens});
    if (const auto after = next(range.last)) {
      edges.push_back({*after, rank(range.until), Edge::Kind::kCloses});
    }
  }
  std::ranges::sort(edges, {}, &Edge::at);
  return edges;
}

void append_joined(std::vector<AddressRange>& ranges, const AddressRange& range) {
  if (!ranges.empty() && ranges.back().until == range.until &&
      next(ranges.back().last) == range.first) {
    ranges.back().last = range.last;
  } else {
    ranges.push_back(range);
  }
}

// `addresses` ascends, so that entries for one address follow each other.
void add_addresses(const std::vector<BlockedAddress>& addresses, const Instant& now,
                   std::vector<AddressRange>& v4, std::vector<AddressRange>& v6) {
  for (const BlockedAddress& blocked : addresses) {
    if (blocked.address.is_loopback() || blocked.address.is_unspecified()) continue;
    auto range = range_between(blocked.address, blocked.address, blocked.ends, now);
    if (!range) continue;
    auto& held = blocked.address.family() == IpFamily::kV4 ? v4 : v6;
    if (!held.empty() && held.back().first == range->first) {
      if (rank(range->until) > rank(held.back().until)) held.back().until = range->until;
    } else {
      held.push_back(*range);
    }
  }
}

}  // namespace

std::optional<IpAddress> next(const IpAddress& address) {
  std::array<std::uint8_t, 16> octets = address.octets();
  for (std::size_t i = address.size(); i-- > 0;) {
    if (++octets[i] != 0) return with_octets(address.family(), octets);
  }
  return std::nullopt;
}

std::optional<IpAddress> previous(const IpAddress& address) {
  std::array<std::uint8_t, 16> octets = address.octets();
  for (std::size_t i = address.size(); i-- > 0;) {
    if (octets[i]-- != 0) return with_octets(address.family(), octets);
  }
  return std::nullopt;
}

IpAddress last_of(const Network& network) {
  std::array<std::uint8_t, 16> octets = network.base().octets();
  const int bits = static_cast<int>(network.base().size()) * 8;
  for (int bit = network.prefix(); bit < bits; ++bit) {
    octets[static_cast<std::size_t>(bit / 8)] |= static_cast<std::uint8_t>(0x80 >> (bit % 8));
  }
  return with_octets(network.base().family(), octets);
}

std::vector<AddressRange> disjoint(std::vector<AddressRange> ranges) {
  const std::vector<Edge> edges = edges_of(ranges);
  std::vector<AddressRange> result;
  std::multiset<KernelTime> cover;
  for (std::size_t i = 0; i < edges.size();) {
    const IpAddress from = edges[i].at;
    for (; i < edges.size() && edges[i].at == from; ++i) {
      if (edges[i].kind == Edge::Kind::kOpens) {
        cover.insert(edges[i].until);
      } else {
        cover.erase(cover.find(edges[i].until));
      }
    }
    if (cover.empty()) continue;
    // Without a further edge the cover reaches to the end of the space.
    const IpAddress to = i < edges.size() ? *previous(edges[i].at) : last_of(Network::of(from, 0));
    const KernelTime until = *cover.rbegin();
    append_joined(result,
                  {from, to, until == KernelTime::max() ? std::nullopt : std::optional(until)});
  }
  return result;
}

AddressRanges ranges_of(const BlockSet& set, const Instant& now) {
  AddressRanges ranges;
  add_addresses(set.addresses, now, ranges.plain4, ranges.plain6);
  add_addresses(set.shared, now, ranges.shared4, ranges.shared6);
  for (const BlockedNetwork& blocked : set.networks) {
    const IpAddress& base = blocked.network.base();
    auto range = range_between(base, last_of(blocked.network), blocked.ends, now);
    if (!range) continue;
    (base.family() == IpFamily::kV4 ? ranges.nets4 : ranges.nets6).push_back(*range);
  }
  ranges.nets4 = disjoint(std::move(ranges.nets4));
  ranges.nets6 = disjoint(std::move(ranges.nets6));
  return ranges;
}

bool contains(const AddressRanges& ranges, const IpAddress& address) {
  const auto holds = [&](const std::vector<AddressRange>& sorted) {
    const auto after = std::ranges::upper_bound(sorted, address, {}, &AddressRange::first);
    return after != sorted.begin() && address <= std::prev(after)->last;
  };
  return address.family() == IpFamily::kV4 ? holds(ranges.plain4) || holds(ranges.nets4)
                                           : holds(ranges.plain6) || holds(ranges.nets6);
}

RangeChange change_between(const std::vector<AddressRange>& held,
                           const std::vector<AddressRange>& wanted) {
  RangeChange change;
  auto have = held.begin();
  auto want = wanted.begin();
  while (have != held.end() || want != wanted.end()) {
    const auto order = have == held.end()     ? std::strong_ordering::greater
                       : want == wanted.end() ? std::strong_ordering::less
                                              : have->first <=> want->first;
    if (order == 0 && have->last == want->last && ends_alike(*have, *want)) {
      change.after.push_back(*have++);
      ++want;
      continue;
    }
    if (order <= 0) change.remove.push_back(*have++);
    if (order >= 0) {
      change.add.push_back(*want);
      change.after.push_back(*want++);
    }
  }
  return change;
}

void drop_ended(AddressRanges& ranges, KernelTime instant) {
  for (auto* some : {&ranges.plain4, &ranges.plain6, &ranges.nets4, &ranges.nets6, &ranges.shared4,
                     &ranges.shared6}) {
    std::erase_if(
        *some, [&](const AddressRange& range) { return range.until && *range.until <= instant; });
  }
}

}  // namespace holdfast::platform
