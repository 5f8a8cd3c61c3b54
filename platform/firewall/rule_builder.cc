#include "platform/firewall/rule_builder.h"

#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/tcp.h>

#include <libnftnl/udata.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/rtnetlink.h>

#include <cstddef>
#include <utility>

namespace holdfast::platform {
namespace {

std::uint8_t nfproto(IpFamily family) {
  return family == IpFamily::kV4 ? NFPROTO_IPV4 : NFPROTO_IPV6;
}

// Attributes that have a default are written out: the kernel gives them back, and what it gives
// back is compared with what was written.

// 32-bit registers of a concatenated key start here; its first field fills the old 128-bit
// register 1, the others follow in steps of 32 bits, as nft(8) lays them out.
constexpr std::uint32_t kKeyRegister = NFT_REG_1;
constexpr std::uint32_t kSecondField = NFT_REG32_01;

std::uint32_t third_field(IpFamily family) {
  return kSecondField + (family == IpFamily::kV4 ? 1 : 4);
}

}  // namespace

RuleBuilder::RuleBuilder(std::string_view table, std::string_view chain)
    : rule_(allocated(nftnl_rule_alloc())) {
  nftnl_rule_set_u32(rule_.get(), NFTNL_RULE_FAMILY, NFPROTO_INET);
  nftnl_rule_set_str(rule_.get(), NFTNL_RULE_TABLE, std::string(table).c_str());
  nftnl_rule_set_str(rule_.get(), NFTNL_RULE_CHAIN, std::string(chain).c_str());
}

nftnl_expr* RuleBuilder::add(const char* name) {
  nftnl_expr* expression = allocated(nftnl_expr_alloc(name));
  nftnl_rule_add_expr(rule_.get(), expression);
  return expression;
}

void RuleBuilder::load_meta(std::uint32_t key, std::uint32_t reg) {
  nftnl_expr* meta = add("meta");
  nftnl_expr_set_u32(meta, NFTNL_EXPR_META_KEY, key);
  nftnl_expr_set_u32(meta, NFTNL_EXPR_META_DREG, reg);
}

void RuleBuilder::load_payload(std::uint32_t base, std::uint32_t offset, std::uint32_t length,
                               std::uint32_t reg) {
  nftnl_expr* payload = add("payload");
  nftnl_expr_set_u32(payload, NFTNL_EXPR_PAYLOAD_DREG, reg);
  nftnl_expr_set_u32(payload, NFTNL_EXPR_PAYLOAD_BASE, base);
  nftnl_expr_set_u32(payload, NFTNL_EXPR_PAYLOAD_OFFSET, offset);
  nftnl_expr_set_u32(payload, NFTNL_EXPR_PAYLOAD_LEN, length);
}

void RuleBuilder::load_destination(IpFamily family, std::uint32_t reg) {
  if (family == IpFamily::kV4) {
    load_payload(NFT_PAYLOAD_NETWORK_HEADER, offsetof(iphdr, daddr), 4, reg);
  } else {
    load_payload(NFT_PAYLOAD_NETWORK_HEADER, offsetof(ip6_hdr, ip6_dst), 16, reg);
  }
}

void RuleBuilder::compare(Comparison comparison, const void* data, std::size_t size) {
  nftnl_expr* cmp = add("cmp");
  nftnl_expr_set_u32(cmp, NFTNL_EXPR_CMP_SREG, NFT_REG_1);
  nftnl_expr_set_u32(cmp, NFTNL_EXPR_CMP_OP,
                     comparison == Comparison::kEqual ? NFT_CMP_EQ : NFT_CMP_NEQ);
  nftnl_expr_set(cmp, NFTNL_EXPR_CMP_DATA, data, static_cast<std::uint32_t>(size));
}

RuleBuilder& RuleBuilder::family(IpFamily family) {
  const std::uint8_t value = nfproto(family);
  load_meta(NFT_META_NFPROTO, NFT_REG_1);
  compare(Comparison::kEqual, &value, sizeof value);
  return *this;
}

void RuleBuilder::match_protocol(Comparison comparison, std::uint8_t protocol) {
  load_meta(NFT_META_L4PROTO, NFT_REG_1);
  compare(comparison, &protocol, sizeof protocol);
}

RuleBuilder& RuleBuilder::protocol(std::uint8_t protocol) {
  match_protocol(Comparison::kEqual, protocol);
  return *this;
}

RuleBuilder& RuleBuilder::not_protocol(std::uint8_t protocol) {
  match_protocol(Comparison::kNotEqual, protocol);
  return *this;
}

RuleBuilder& RuleBuilder::user(std::uint32_t uid) {
  load_meta(NFT_META_SKUID, NFT_REG_1);
  compare(Comparison::kEqual, &uid, sizeof uid);
  return *this;
}

RuleBuilder& RuleBuilder::destination(const IpAddress& address) {
  family(address.family());
  load_destination(address.family(), NFT_REG_1);
  compare(Comparison::kEqual, address.octets().data(), address.size());
  return *this;
}

RuleBuilder& RuleBuilder::destination_in(IpFamily of, std::string_view set) {
  family(of);
  load_destination(of, NFT_REG_1);
  nftnl_expr* lookup = add("lookup");
  nftnl_expr_set_u32(lookup, NFTNL_EXPR_LOOKUP_SREG, NFT_REG_1);
  nftnl_expr_set_str(lookup, NFTNL_EXPR_LOOKUP_SET, std::string(set).c_str());
  nftnl_expr_set_u32(lookup, NFTNL_EXPR_LOOKUP_FLAGS, 0);
  return *this;
}

RuleBuilder& RuleBuilder::destination_is_local() {
  nftnl_expr* fib = add("fib");
  nftnl_expr_set_u32(fib, NFTNL_EXPR_FIB_DREG, NFT_REG_1);
  nftnl_expr_set_u32(fib, NFTNL_EXPR_FIB_RESULT, NFT_FIB_RESULT_ADDRTYPE);
  nftnl_expr_set_u32(fib, NFTNL_EXPR_FIB_FLAGS, NFTA_FIB_F_DADDR);
  const std::uint32_t local = RTN_LOCAL;
  compare(Comparison::kEqual, &local, sizeof local);
  return *this;
}

RuleBuilder& RuleBuilder::tcp_port(std::uint16_t port) {
  protocol(IPPROTO_TCP);
  load_payload(NFT_PAYLOAD_TRANSPORT_HEADER, offsetof(tcphdr, th_dport), 2, NFT_REG_1);
  const std::uint16_t wire = htons(port);
  compare(Comparison::kEqual, &wire, sizeof wire);
  return *this;
}

void RuleBuilder::match_tcp_flags(Comparison comparison) {
  constexpr std::uint8_t kMask = TH_SYN | TH_ACK;
  constexpr std::uint8_t kNothing = 0;
  constexpr std::uint8_t kOpening = TH_SYN;
  protocol(IPPROTO_TCP);
  load_payload(NFT_PAYLOAD_TRANSPORT_HEADER, offsetof(tcphdr, th_flags), 1, NFT_REG_1);
  nftnl_expr* bitwise = add("bitwise");
  nftnl_expr_set_u32(bitwise, NFTNL_EXPR_BITWISE_SREG, NFT_REG_1);
  nftnl_expr_set_u32(bitwise, NFTNL_EXPR_BITWISE_DREG, NFT_REG_1);
  nftnl_expr_set_u32(bitwise, NFTNL_EXPR_BITWISE_OP, NFT_BITWISE_BOOL);
  nftnl_expr_set_u32(bitwise, NFTNL_EXPR_BITWISE_LEN, 1);
  nftnl_expr_set(bitwise, NFTNL_EXPR_BITWISE_MASK, &kMask, 1);
  nftnl_expr_set(bitwise, NFTNL_EXPR_BITWISE_XOR, &kNothing, 1);
  compare(comparison, &kOpening, 1);
}

RuleBuilder& RuleBuilder::opens_connection() {
  match_tcp_flags(Comparison::kEqual);
  return *this;
}

RuleBuilder& RuleBuilder::opens_no_connection() {
  match_tcp_flags(Comparison::kNotEqual);
  return *this;
}

nftnl_expr* RuleBuilder::update_set(IpFamily of, std::string_view set) {
  family(of);
  load_meta(NFT_META_SKUID, kKeyRegister);
  load_destination(of, kSecondField);
  load_payload(NFT_PAYLOAD_TRANSPORT_HEADER, offsetof(tcphdr, th_dport), 2, third_field(of));
  nftnl_expr* dynset = add("dynset");
  nftnl_expr_set_u32(dynset, NFTNL_EXPR_DYNSET_OP, NFT_DYNSET_OP_UPDATE);
  nftnl_expr_set_u32(dynset, NFTNL_EXPR_DYNSET_SREG_KEY, kKeyRegister);
  nftnl_expr_set_str(dynset, NFTNL_EXPR_DYNSET_SET_NAME, std::string(set).c_str());
  nftnl_expr_set_u64(dynset, NFTNL_EXPR_DYNSET_TIMEOUT, 0);  // the set's own
  return dynset;
}

RuleBuilder& RuleBuilder::count_in(IpFamily of, std::string_view set) {
  nftnl_expr* dynset = update_set(of, set);
  nftnl_expr_add_expr(dynset, NFTNL_EXPR_DYNSET_EXPRESSIONS,
                      allocated(nftnl_expr_alloc("counter")));
  return *this;
}

RuleBuilder& RuleBuilder::paced_in(IpFamily of, std::string_view set, std::uint32_t per_second) {
  nftnl_expr* dynset = update_set(of, set);
  nftnl_expr* limit = allocated(nftnl_expr_alloc("limit"));
  nftnl_expr_set_u64(limit, NFTNL_EXPR_LIMIT_RATE, per_second);
  nftnl_expr_set_u64(limit, NFTNL_EXPR_LIMIT_UNIT, 1);
  nftnl_expr_set_u32(limit, NFTNL_EXPR_LIMIT_BURST, per_second);
  nftnl_expr_set_u32(limit, NFTNL_EXPR_LIMIT_TYPE, NFT_LIMIT_PKTS);
  nftnl_expr_add_expr(dynset, NFTNL_EXPR_DYNSET_EXPRESSIONS, limit);
  return *this;
}

RuleBuilder& RuleBuilder::log(std::uint16_t group, const std::string& prefix) {
  nftnl_expr* log = add("log");
  nftnl_expr_set_str(log, NFTNL_EXPR_LOG_PREFIX, prefix.c_str());
  nftnl_expr_set_u16(log, NFTNL_EXPR_LOG_GROUP, group);
  return *this;
}

RuleBuilder& RuleBuilder::counter() {
  add("counter");
  return *this;
}

RuleBuilder& RuleBuilder::redirect(std::uint16_t port) {
  const std::uint16_t wire = htons(port);
  nftnl_expr* immediate = add("immediate");
  nftnl_expr_set_u32(immediate, NFTNL_EXPR_IMM_DREG, NFT_REG_1);
  nftnl_expr_set(immediate, NFTNL_EXPR_IMM_DATA, &wire, sizeof wire);
  nftnl_expr* redir = add("redir");
  nftnl_expr_set_u32(redir, NFTNL_EXPR_REDIR_REG_PROTO_MIN, NFT_REG_1);
  nftnl_expr_set_u32(redir, NFTNL_EXPR_REDIR_REG_PROTO_MAX, NFT_REG_1);
  nftnl_expr_set_u32(redir, NFTNL_EXPR_REDIR_FLAGS, NF_NAT_RANGE_PROTO_SPECIFIED);
  return *this;
}

void RuleBuilder::reject(std::uint32_t type, std::uint8_t code) {
  nftnl_expr* reject = add("reject");
  nftnl_expr_set_u32(reject, NFTNL_EXPR_REJECT_TYPE, type);
  nftnl_expr_set_u8(reject, NFTNL_EXPR_REJECT_CODE, code);
}

RuleBuilder& RuleBuilder::reject_with_reset() {
  reject(NFT_REJECT_TCP_RST, 0);
  return *this;
}

RuleBuilder& RuleBuilder::reject_with_icmp() {
  reject(NFT_REJECT_ICMPX_UNREACH, NFT_REJECT_ICMPX_ADMIN_PROHIBITED);
  return *this;
}

void RuleBuilder::verdict(std::int32_t code) {
  nftnl_expr* immediate = add("immediate");
  nftnl_expr_set_u32(immediate, NFTNL_EXPR_IMM_DREG, NFT_REG_VERDICT);
  nftnl_expr_set_u32(immediate, NFTNL_EXPR_IMM_VERDICT, static_cast<std::uint32_t>(code));
}

RuleBuilder& RuleBuilder::return_to_caller() {
  verdict(NFT_RETURN);
  return *this;
}

RuleBuilder& RuleBuilder::go_to(const std::string& chain) {
  nftnl_expr* immediate = add("immediate");
  nftnl_expr_set_u32(immediate, NFTNL_EXPR_IMM_DREG, NFT_REG_VERDICT);
  nftnl_expr_set_u32(immediate, NFTNL_EXPR_IMM_VERDICT, static_cast<std::uint32_t>(NFT_GOTO));
  nftnl_expr_set_str(immediate, NFTNL_EXPR_IMM_CHAIN, chain.c_str());
  return *this;
}

NftRule RuleBuilder::because(std::string_view reason) {
  nftnl_udata_buf* buffer = allocated(nftnl_udata_buf_alloc(256));
  nftnl_udata_put_strz(buffer, NFTNL_UDATA_RULE_COMMENT, std::string(reason).c_str());
  nftnl_rule_set_data(rule_.get(), NFTNL_RULE_USERDATA, nftnl_udata_buf_data(buffer),
                      nftnl_udata_buf_len(buffer));
  nftnl_udata_buf_free(buffer);
  return std::move(rule_);
}

}  // namespace holdfast::platform
