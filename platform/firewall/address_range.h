#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "policy/block_set.h"
#include "policy/ip_address.h"
#include "policy/moment.h"

namespace holdfast::platform {

/// The clock that kernel timeouts run on: CLOCK_MONOTONIC, which stands still in suspend.
using KernelTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// Addresses of one family from `first` to `last`, both inclusive, blocked until `until` (nothing:
/// until they are taken out).
struct AddressRange {
  IpAddress first;
  IpAddress last;
  std::optional<KernelTime> until;
  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

/// What the table's sets hold. Each vector ascends and its ranges are disjoint; in the plain and
/// the shared ones every range is one address.
struct AddressRanges {
  std::vector<AddressRange> plain4;
  std::vector<AddressRange> plain6;
  std::vector<AddressRange> nets4;
  std::vector<AddressRange> nets6;
  std::vector<AddressRange> shared4;  ///< of which only web connections are looked at
  std::vector<AddressRange> shared6;
  friend bool operator==(const AddressRanges&, const AddressRanges&) = default;

  std::size_t size() const {
    return plain4.size() + plain6.size() + nets4.size() + nets6.size() + shared4.size() +
           shared6.size();
  }
};

/// The instants that `now` means on both clocks.
struct Instant {
  Wall wall;
  KernelTime kernel;
};

/// The ranges that `set` asks for. What has ended is left out; of several entries for one address
/// the longest counts. Loopback and unspecified addresses are never taken.
AddressRanges ranges_of(const BlockSet& set, const Instant& now);

/// Whether any of the blocked ranges holds the address, whatever their ends; the shared are not.
bool contains(const AddressRanges& ranges, const IpAddress& address);

/// Overlapping ranges made disjoint: every address until the latest of the ends that cover it.
/// Neighbours with one end become one range.
std::vector<AddressRange> disjoint(std::vector<AddressRange> ranges);

/// What turns `held` into `wanted`, and what is held then. A range whose end moved by more than
/// `kEndTolerance` is both removed and added; one that stays keeps the end it was given.
struct RangeChange {
  std::vector<AddressRange> remove;
  std::vector<AddressRange> add;
  std::vector<AddressRange> after;
};
RangeChange change_between(const std::vector<AddressRange>& held,
                           const std::vector<AddressRange>& wanted);

/// Drops the ranges that end at `instant` or before.
void drop_ended(AddressRanges& ranges, KernelTime instant);

/// Ends are written and read back in kernel ticks, and a call takes a while.
inline constexpr std::chrono::milliseconds kEndTolerance{2000};

/// The neighbours of an address; nothing past the end of the family's space.
std::optional<IpAddress> next(const IpAddress& address);
std::optional<IpAddress> previous(const IpAddress& address);
/// The last address of a network.
IpAddress last_of(const Network& network);

}  // namespace holdfast::platform
