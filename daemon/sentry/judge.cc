#include "daemon/sentry/judge.h"

#include <algorithm>

#include "daemon/sentry/channel.h"

namespace holdfast::daemon {
namespace {

constexpr std::size_t kAllowed = 1;
constexpr std::size_t kNetworks = 2;
constexpr std::size_t kShared = 3;
constexpr std::size_t kBrowsersOnly = 4;

bool is_foreign(const IpAddress& address) {
  return !address.is_loopback() && !address.is_unspecified() && !address.is_multicast();
}

}  // namespace

Result<Judge> Judge::open(std::span<const platform::Fd> indexes) {
  if (indexes.size() < kFixedIndexes)
    return Error{ErrorCode::kInvalid, "the sentry needs five indexes at least"};
  Judge judge;
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    auto mapped = MappedBytes::map(indexes[i].get());
    if (!mapped) return mapped.error();
    const std::span<const std::byte> bytes = mapped->bytes();
    judge.mapped_.push_back(std::move(*mapped));
    if (i == kNetworks || i == kShared) {
      auto networks = NetworkIndex::open(bytes);
      if (!networks) return networks.error();
      (i == kNetworks ? judge.networks_ : judge.shared_) = *networks;
      continue;
    }
    auto names = HostMatcher::open(bytes);
    if (!names) return names.error();
    if (i == kAllowed) {
      judge.allowed_ = *names;
    } else if (i == kBrowsersOnly) {
      judge.browsers_only_ = *names;
    } else {
      judge.blocked_.push_back(*names);
    }
  }
  return judge;
}

Verdict Judge::judge(std::string_view host, const IpAddress& destination) const {
  if (blocked_.empty()) return Verdict::kAnswer;
  if (!is_foreign(destination) || networks_.contains(destination)) return Verdict::kAnswer;
  if (host.empty()) return shared_.contains(destination) ? Verdict::kRelay : Verdict::kAnswer;
  if (is_blocked_name(host)) return Verdict::kAnswer;
  const bool is_guarded = browsers_only_.match(host) && !allowed_.match(host);
  return is_guarded ? Verdict::kAsk : Verdict::kRelay;
}

bool Judge::is_blocked_name(std::string_view host) const {
  const bool listed = std::any_of(blocked_.begin(), blocked_.end(), [&](const HostMatcher& names) {
    return names.match(host).has_value();
  });
  return listed && !allowed_.match(host);
}

}  // namespace holdfast::daemon
