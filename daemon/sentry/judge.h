#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/sentry/endpoint.h"
#include "daemon/sentry/network_index.h"
#include "daemon/sentry/shared_bytes.h"
#include "platform/fd.h"
#include "policy/host_matcher.h"
#include "policy/result.h"

namespace holdfast::daemon {

enum class Verdict : std::uint8_t {
  kAnswer,  ///< blocked: an attempt
  kRelay,   ///< of no concern: pass it on to where it was going
  kAsk,     ///< passed on for a browser, answered for any other program
};

/// Decides about one connection from the indexes that the daemon handed over. Until it has some,
/// everything is blocked.
class Judge {
 public:
  /// Blocks everything.
  Judge() = default;
  /// `indexes`: blocked and allowed names, networks, shared addresses, names for browsers only,
  /// then lists, as UseIndexes says. kCorrupt when one of them is damaged.
  static Result<Judge> open(std::span<const platform::Fd> indexes);

  /// `host` is canonical, or empty when the client named none. Only a name that is not blocked (or
  /// is allowed), or none on its way to a shared address, is relayed, and only to a foreign address
  /// outside the blocked networks.
  Verdict judge(std::string_view host, const IpAddress& destination) const;

 private:
  bool is_blocked_name(std::string_view host) const;

  std::vector<MappedBytes> mapped_;
  std::vector<HostMatcher> blocked_;  // of the policy, then one a list; empty means not yet told
  HostMatcher allowed_;
  HostMatcher browsers_only_;
  NetworkIndex networks_;
  NetworkIndex shared_;
};

}  // namespace holdfast::daemon
