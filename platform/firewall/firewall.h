#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/enforcer.h"
#include "platform/firewall/address_range.h"
#include "platform/firewall/nft_batch.h"
#include "platform/firewall/ruleset.h"
#include "platform/firewall/table_reader.h"
#include "platform/netlink.h"

namespace holdfast::platform {

/// Who else keeps the netlink socket open, should this process die.
enum class OwnerSocket {
  kOnlyHere,
  kKeptElsewhere,  ///< systemd's FD store, or a process that outlives this one
};

/// How the table guards itself against other programs.
enum class TableGuard {
  kStrongest,  ///< the best that the kernel has and that outlives a killed daemon
  kNone,       ///< any root program can change it; for kernels and tests
};

struct FirewallOptions {
  /// The socket that owned the table before a restart, as `owner_fd()` gave it. `create` takes it
  /// over and closes it on failure, unless it is no such socket.
  std::optional<int> adopted_fd;
  OwnerSocket owner_socket = OwnerSocket::kOnlyHere;
  TableGuard guard = TableGuard::kStrongest;
  std::optional<SentryPorts> sentry;  ///< without it nothing is redirected, all is rejected
  std::uint16_t log_group = 100;      ///< NFLOG group, as for `AttemptLog`
  std::function<Wall()> now;          ///< ends are counted from here; required
};

/// The layer `firewall`: table `inet holdfast` of nf_tables. It holds blocked addresses and
/// networks in sets (with a kernel timeout where they end), sends their web ports to the sentry and
/// refuses the rest; see `make_ruleset`.
///
/// The table outlives the process. On kernels from 6.9 it is owned by our netlink socket and
/// persists (NFT_TABLE_F_OWNER and _PERSIST): nobody else can change it while we live, a killed
/// daemon leaves it standing, and the next one takes it over. On 5.12 to 6.8 an owned table goes
/// with its socket, so it is owned only where that socket is kept elsewhere. Otherwise it is a
/// plain table, and `FirewallWatch` tells when somebody touches it.
///
/// Every change is one transaction, and sets and base chains stay where they are, so that packets
/// meet the old rules or the new ones and never none. Ends run on
/// a kernel clock that stands still in suspend and knows nothing of a turned wall clock: call
/// `apply` after either, and the ends are set anew.
class Firewall final : public Enforcer {
 public:
  /// Holds nothing yet. kRefused without CAP_NET_ADMIN, kUnsupported without
  /// nf_tables.
  static Result<std::unique_ptr<Firewall>> create(FirewallOptions options);

  /// Where web ports are redirected from the next `apply` on, in place of `options.sentry`: a
  /// sentry may need to know first whether there is a firewall.
  void redirect_to(const std::optional<SentryPorts>& sentry);

  Layer layer() const override { return Layer::kFirewall; }
  /// Also cuts the open connections to every address that is newly blocked. kBusy when another
  /// process owns the table.
  Result<void> apply(const BlockSet& set) override;
  Result<Verdict> verify(const BlockSet& set) override;
  Result<void> lift() override;

  /// The netlink socket to be kept open across restarts; stays the firewall's.
  int owner_fd() const { return socket_.fd(); }
  /// The same socket as `FirewallWatch` sees it.
  std::uint32_t port_id() const { return socket_.port_id(); }
  /// The table's flags (`kTableOwned`, `kTablePersists`) on this machine.
  std::uint32_t table_flags() const { return flags_; }
  /// Refused attempts as the kernel counted them.
  Result<std::vector<Hit>> hits();

 private:
  Firewall(NetlinkSocket socket, FirewallOptions options);
  Result<void> choose_flags();
  NetlinkStatus flags_work(std::uint32_t flags);
  Instant now() const;
  Result<void> refresh();
  Result<void> read_state();
  bool is_ours() const;
  bool can_be_amended() const;
  bool owned_by_another() const;
  NetlinkStatus rebuild(const AddressRanges& wanted, KernelTime at, std::string& doing);
  NetlinkStatus update(const AddressRanges& wanted, KernelTime at, std::string& doing);
  NetlinkStatus commit(NftBatch& batch, std::string& doing);
  TableState table_with(AddressRanges ranges) const;
  void remember(TableState state, std::uint32_t at);
  Phrase drift_from(const AddressRanges& held, const AddressRanges& wanted) const;
  void cut(const AddressRanges& wanted);

  NetlinkSocket socket_;
  FirewallOptions options_;
  Ruleset ruleset_;
  Structure structure_;  // of ruleset_
  std::uint32_t flags_ = 0;
  std::optional<std::uint32_t> generation_;  // at which state_ was read or written
  TableState state_;
  /// What was blocked when open connections were last cut, while a later change is under way: if
  /// that ends in doubt, the next one cuts for both.
  std::optional<AddressRanges> uncut_since_;
  Phrase open_connections_;  // why the last cut failed; empty if it did not
};

}  // namespace holdfast::platform
