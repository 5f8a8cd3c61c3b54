#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/firewall/nft_objects.h"
#include "policy/ip_address.h"

namespace holdfast::platform {

/// Writes one rule of a table of family inet, a match or an action at a time, in the words of
/// nft(8). Each match ends the rule for packets that do not fit.
class RuleBuilder {
 public:
  RuleBuilder(std::string_view table, std::string_view chain);

  /// `meta nfproto`
  RuleBuilder& family(IpFamily family);
  /// `meta l4proto == protocol`, `meta l4proto != protocol`
  RuleBuilder& protocol(std::uint8_t protocol);
  RuleBuilder& not_protocol(std::uint8_t protocol);
  /// `meta skuid uid`: the user whose socket sends
  RuleBuilder& user(std::uint32_t uid);
  /// `ip daddr address` or `ip6 daddr address`
  RuleBuilder& destination(const IpAddress& address);
  /// `ip daddr @set` or `ip6 daddr @set`
  RuleBuilder& destination_in(IpFamily family, std::string_view set);
  /// `fib daddr type local`: one of this machine's own addresses
  RuleBuilder& destination_is_local();
  /// `tcp dport port`
  RuleBuilder& tcp_port(std::uint16_t port);
  /// `tcp flags & (syn | ack) == syn`, or `!= syn`
  RuleBuilder& opens_connection();
  RuleBuilder& opens_no_connection();

  /// `update @set { meta skuid . ip daddr . th dport counter }`
  RuleBuilder& count_in(IpFamily family, std::string_view set);
  /// The same with `limit rate RATE/second burst RATE packets`: goes on while the pace allows.
  RuleBuilder& paced_in(IpFamily family, std::string_view set, std::uint32_t per_second);
  /// `log group GROUP prefix PREFIX`
  RuleBuilder& log(std::uint16_t group, const std::string& prefix);
  RuleBuilder& counter();

  /// `redirect to :PORT`
  RuleBuilder& redirect(std::uint16_t port);
  /// `reject with tcp reset` (of TCP only: match it before), `reject with icmpx admin-prohibited`
  RuleBuilder& reject_with_reset();
  RuleBuilder& reject_with_icmp();
  RuleBuilder& return_to_caller();
  RuleBuilder& go_to(const std::string& chain);

  /// The finished rule, which leaves the builder empty, with what it is for as its comment (at most
  /// 127 bytes), which `nft list ruleset` shows.
  NftRule because(std::string_view reason);

 private:
  enum class Comparison : std::uint32_t { kEqual, kNotEqual };
  nftnl_expr* add(const char* name);
  void load_meta(std::uint32_t key, std::uint32_t reg);
  void load_payload(std::uint32_t base, std::uint32_t offset, std::uint32_t length,
                    std::uint32_t reg);
  void load_destination(IpFamily family, std::uint32_t reg);
  void compare(Comparison comparison, const void* data, std::size_t size);
  void match_tcp_flags(Comparison comparison);
  void match_protocol(Comparison comparison, std::uint8_t protocol);
  void reject(std::uint32_t type, std::uint8_t code);
  void verdict(std::int32_t code);
  nftnl_expr* update_set(IpFamily family, std::string_view set);

  NftRule rule_;
};

}  // namespace holdfast::platform
