#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/firewall/address_range.h"
#include "platform/firewall/nft_objects.h"
#include "platform/firewall/ruleset.h"
#include "platform/netlink.h"

struct nftnl_batch;

namespace holdfast::platform {

/// One nf_tables transaction being written: carried out whole or not at all.
class NftBatch {
 public:
  /// With a generation the kernel refuses (ERESTART) if its tables have changed since it.
  explicit NftBatch(std::optional<std::uint32_t> generation = std::nullopt);

  void add_table(const char* name, std::uint32_t flags);
  void delete_table(const char* name);
  /// Adds what has another name than all of `held`; rules are always added.
  void add(const Ruleset& ruleset, const Structure& held = {});
  /// Takes out every rule of our table, and then the chains and sets of `held` that `wanted` has
  /// not.
  void clear(const Structure& held, const Structure& wanted);
  /// `set` holds single addresses or, when made with NFT_SET_INTERVAL, ranges.
  enum class SetKind { kPlain, kInterval };
  void add_elements(const char* set, SetKind kind, std::span<const AddressRange> ranges,
                    KernelTime now);
  void delete_elements(const char* set, SetKind kind, std::span<const AddressRange> ranges);

  bool empty() const { return purposes_.size() == 1; }
  /// Sends it. The batch is spent afterwards.
  NetlinkStatus commit(NetlinkSocket& socket);
  /// What the message of that number was to do, for an error's text.
  const char* purpose(std::uint32_t sequence) const;

 private:
  struct Free {
    void operator()(nftnl_batch* batch) const;
  };
  nlmsghdr* begin_message(std::uint16_t type, std::uint16_t flags, const char* purpose);
  void end_message();
  void delete_chain(const std::string& name);
  void delete_set(const std::string& name);
  void put_table(const char* name, std::uint16_t type, std::optional<std::uint32_t> flags);
  void put_elements(const char* set, SetKind kind, std::span<const AddressRange> ranges,
                    std::optional<KernelTime> now);

  std::unique_ptr<nftnl_batch, Free> batch_;
  std::vector<const char*> purposes_;  // by sequence number
};

}  // namespace holdfast::platform
