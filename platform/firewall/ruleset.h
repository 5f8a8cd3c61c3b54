#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/firewall/nft_objects.h"

namespace holdfast::platform {

/// Where the sentry listens for redirected connections, and who it is.
struct SentryPorts {
  std::uint32_t uid = 0;
  std::uint16_t http = 0;   ///< on 127.0.0.1 and ::1
  std::uint16_t https = 0;  ///< on 127.0.0.1 and ::1
  friend bool operator==(const SentryPorts&, const SentryPorts&) = default;
};

/// Name of our table, of family inet, and of its sets.
inline constexpr const char* kTableName = "holdfast";
inline constexpr const char* kPlain4 = "blocked4";
inline constexpr const char* kPlain6 = "blocked6";
inline constexpr const char* kNets4 = "net4";
inline constexpr const char* kNets6 = "net6";
inline constexpr const char* kShared4 = "shared4";
inline constexpr const char* kShared6 = "shared6";
inline constexpr const char* kHits4 = "hits4";
inline constexpr const char* kHits6 = "hits6";

/// The table without its elements: sets, chains, and rules in the order in which they are added.
struct Ruleset {
  std::vector<NftSet> sets;
  std::vector<NftChain> chains;
  std::vector<NftRule> rules;
};

/// What decides the table's shape.
struct RulesetOptions {
  std::optional<SentryPorts> sentry;  ///< without it nothing is redirected, all is rejected
  std::uint16_t log_group = 100;
};

/// The rules in words: a new connection to the sinkhole or to a blocked address on port 80 or 443
/// goes to the sentry; all else to them is counted by user, address and port, logged at a pace, and
/// rejected, so that programs fail at once. Of an address that is shared only the web ports go to
/// the sentry, and the rest is let through. The sentry itself and this machine's own addresses are
/// left alone.
Ruleset make_ruleset(const RulesetOptions& options);

/// An object of the table: its name (a rule's is its chain) and all that matters of it as text.
struct NamedText {
  std::string name;
  std::string text;
  friend bool operator==(const NamedText&, const NamedText&) = default;
};

/// The table's shape as text: equal for what we would write and for what the kernel gives back
/// exactly if both do the same. Counts, handles and uses are left out. Sets and chains are sorted;
/// rules keep their order within a chain.
struct Structure {
  std::vector<NamedText> sets;
  std::vector<NamedText> chains;
  std::vector<NamedText> rules;
  friend bool operator==(const Structure&, const Structure&) = default;
};
Structure structure_of(const Ruleset& ruleset);

}  // namespace holdfast::platform
