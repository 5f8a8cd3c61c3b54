#include "policy/block_diff.h"

#include <algorithm>
#include <iterator>

namespace holdfast {
namespace {

/// Entries of `after` whose subject (host, network, ...) no entry of `before` has: another end or
/// rule for the same subject holds nothing new.
template <class Entry, class Subject>
std::vector<Entry> fresh(const std::vector<Entry>& before, const std::vector<Entry>& after,
                         Subject subject) {
  std::vector<Entry> entries;
  const auto less = [&](const Entry& a, const Entry& b) { return subject(a) < subject(b); };
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(entries), less);
  return entries;
}

}  // namespace

BlockSet newly_held(const BlockSet& before, const BlockSet& after) {
  BlockSet diff;
  diff.hosts = fresh(before.hosts, after.hosts, [](const auto& entry) { return entry.host; });
  diff.browsers_only = fresh(before.browsers_only, after.browsers_only,
                             [](const auto& entry) { return entry.host; });
  diff.allowed = fresh(before.allowed, after.allowed, [](const auto& host) { return host; });
  diff.networks =
      fresh(before.networks, after.networks, [](const auto& entry) { return entry.network; });
  diff.addresses =
      fresh(before.addresses, after.addresses, [](const auto& entry) { return entry.address; });
  diff.shared = fresh(before.shared, after.shared, [](const auto& entry) { return entry.address; });
  diff.profiles =
      fresh(before.profiles, after.profiles, [](const auto& entry) { return entry.profile; });
  diff.phones = fresh(before.phones, after.phones, [](const auto& entry) { return entry.phone; });
  diff.lists = fresh(before.lists, after.lists, [](const auto& entry) { return entry.index; });
  return diff;
}

}  // namespace holdfast
