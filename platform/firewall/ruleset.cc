#include "platform/firewall/ruleset.h"

#include <netinet/in.h>

#include <libnftnl/udata.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter_ipv4.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <utility>

#include "platform/firewall/rule_builder.h"
#include "policy/ip_address.h"

namespace holdfast::platform {
namespace {

using std::chrono::milliseconds;

// The numbers by which nft(8) prints keys: its datatypes, six bits each for a concatenation.
constexpr std::uint32_t kIpv4Type = 7;
constexpr std::uint32_t kIpv6Type = 8;
constexpr std::uint32_t kPortType = 13;
constexpr std::uint32_t kUidType = 24;

constexpr std::uint32_t hit_type(std::uint32_t address) {
  return (kUidType << 12) | (address << 6) | kPortType;
}

// Room for the (user, address, port) triples of a flood; beyond it packets are only rejected. The
// kernel makes tables of that size with the set, which is most of what writing ours takes.
constexpr std::uint32_t kHitRoom = 16384;
constexpr std::uint32_t kPaceRoom = 4096;
constexpr milliseconds kHitLife = std::chrono::hours{1};
constexpr milliseconds kPaceLife = std::chrono::seconds{10};
constexpr std::uint32_t kLogsPerSecond = 5;
constexpr const char* kPaced4 = "paced4";
constexpr const char* kPaced6 = "paced6";

struct Family {
  IpFamily family;
  const char* plain;
  const char* nets;
  const char* shared;
  const char* hits;
  const char* paced;
};
constexpr std::array<Family, 2> kFamilies{
    Family{IpFamily::kV4, kPlain4, kNets4, kShared4, kHits4, kPaced4},
    Family{IpFamily::kV6, kPlain6, kNets6, kShared6, kHits6, kPaced6},
};

const IpAddress& sinkhole() {
  static const IpAddress address = IpAddress::v4({127, 0, 53, 66});
  return address;
}

NftSet make_set(const char* name, std::uint32_t flags, std::uint32_t key_type,
                std::uint32_t key_bytes) {
  NftSet set(allocated(nftnl_set_alloc()));
  nftnl_set_set_u32(set.get(), NFTNL_SET_FAMILY, NFPROTO_INET);
  nftnl_set_set_str(set.get(), NFTNL_SET_TABLE, kTableName);
  nftnl_set_set_str(set.get(), NFTNL_SET_NAME, name);
  nftnl_set_set_u32(set.get(), NFTNL_SET_FLAGS, flags);
  nftnl_set_set_u32(set.get(), NFTNL_SET_KEY_TYPE, key_type);
  nftnl_set_set_u32(set.get(), NFTNL_SET_KEY_LEN, key_bytes);
  return set;
}

NftSet make_dynamic_set(const char* name, std::uint32_t key_type, std::uint32_t key_bytes,
                        std::uint32_t room, milliseconds life) {
  NftSet set = make_set(name, NFT_SET_EVAL | NFT_SET_TIMEOUT, key_type, key_bytes);
  nftnl_set_set_u64(set.get(), NFTNL_SET_TIMEOUT, static_cast<std::uint64_t>(life.count()));
  nftnl_set_set_u32(set.get(), NFTNL_SET_DESC_SIZE, room);
  return set;
}

void add_sets(Ruleset& ruleset) {
  for (const Family& family : kFamilies) {
    const bool v4 = family.family == IpFamily::kV4;
    const std::uint32_t type = v4 ? kIpv4Type : kIpv6Type;
    const std::uint32_t size = v4 ? 4 : 16;
    auto& sets = ruleset.sets;
    sets.push_back(make_set(family.plain, NFT_SET_TIMEOUT, type, size));
    sets.push_back(make_set(family.nets, NFT_SET_TIMEOUT | NFT_SET_INTERVAL, type, size));
    sets.push_back(make_set(family.shared, NFT_SET_TIMEOUT, type, size));
    sets.push_back(make_dynamic_set(family.hits, hit_type(type), size + 8, kHitRoom, kHitLife));
    sets.push_back(make_dynamic_set(family.paced, hit_type(type), size + 8, kPaceRoom, kPaceLife));
  }
  // A transaction refers to its own new sets by name and id.
  std::uint32_t id = 0;
  for (NftSet& set : ruleset.sets) nftnl_set_set_u32(set.get(), NFTNL_SET_ID, ++id);
}

NftChain make_chain(const char* name) {
  NftChain chain(allocated(nftnl_chain_alloc()));
  nftnl_chain_set_u32(chain.get(), NFTNL_CHAIN_FAMILY, NFPROTO_INET);
  nftnl_chain_set_str(chain.get(), NFTNL_CHAIN_TABLE, kTableName);
  nftnl_chain_set_str(chain.get(), NFTNL_CHAIN_NAME, name);
  return chain;
}

NftChain make_base_chain(const char* name, const char* type, std::uint32_t hook,
                         std::int32_t priority) {
  NftChain chain = make_chain(name);
  nftnl_chain_set_str(chain.get(), NFTNL_CHAIN_TYPE, type);
  nftnl_chain_set_u32(chain.get(), NFTNL_CHAIN_HOOKNUM, hook);
  nftnl_chain_set_s32(chain.get(), NFTNL_CHAIN_PRIO, priority);
  nftnl_chain_set_u32(chain.get(), NFTNL_CHAIN_POLICY, NF_ACCEPT);
  return chain;
}

RuleBuilder in_chain(const char* chain) { return {kTableName, chain}; }

// Sends what goes to any blocked address from chain `from` to chain `to`.
void add_set_matches(Ruleset& ruleset, const char* from, const char* to) {
  for (const Family& family : kFamilies) {
    ruleset.rules.push_back(
        in_chain(from).destination_in(family.family, family.plain).go_to(to).because("address"));
    ruleset.rules.push_back(
        in_chain(from).destination_in(family.family, family.nets).go_to(to).because("network"));
  }
}

void add_redirects(Ruleset& ruleset, const SentryPorts& sentry) {
  auto& rules = ruleset.rules;
  ruleset.chains.push_back(make_base_chain("gate", "nat", NF_INET_LOCAL_OUT, NF_IP_PRI_NAT_DST));
  ruleset.chains.push_back(make_chain("far"));
  ruleset.chains.push_back(make_chain("caught"));
  rules.push_back(in_chain("gate").destination(sinkhole()).go_to("caught").because("sinkhole"));
  add_set_matches(ruleset, "gate", "far");
  for (const Family& family : kFamilies) {
    rules.push_back(in_chain("gate")
                        .destination_in(family.family, family.shared)
                        .go_to("far")
                        .because("shared address"));
  }
  rules.push_back(
      in_chain("far").destination_is_local().return_to_caller().because("this machine itself"));
  rules.push_back(in_chain("far").go_to("caught").because("blocked"));
  rules.push_back(
      in_chain("caught").user(sentry.uid).return_to_caller().because("the sentry's own way out"));
  rules.push_back(in_chain("caught").tcp_port(80).redirect(sentry.http).because("to the sentry"));
  rules.push_back(in_chain("caught").tcp_port(443).redirect(sentry.https).because("to the sentry"));
}

void add_output(Ruleset& ruleset, const std::optional<SentryPorts>& sentry) {
  auto& rules = ruleset.rules;
  ruleset.chains.push_back(
      make_base_chain("output", "filter", NF_INET_LOCAL_OUT, NF_IP_PRI_FILTER));
  ruleset.chains.push_back(make_chain("blocked"));
  if (sentry) {
    // Web ports were redirected before this hook; what still goes to the sinkhole is another port.
    ruleset.chains.push_back(make_chain("sinkhole"));
    rules.push_back(
        in_chain("output").destination(sinkhole()).go_to("sinkhole").because("sinkhole"));
    for (const char* chain : {"sinkhole", "blocked"}) {
      rules.push_back(
          in_chain(chain).user(sentry->uid).return_to_caller().because("the sentry's own way out"));
    }
    rules.push_back(in_chain("sinkhole").go_to("refused").because("no web port"));
  }
  add_set_matches(ruleset, "output", "blocked");
  // The reset that `reject` sends passes this hook too, on its way to one of our own addresses: in
  // a blocked network it would be swallowed, and connect() would hang.
  rules.push_back(
      in_chain("blocked").destination_is_local().return_to_caller().because("this machine itself"));
  rules.push_back(in_chain("blocked").go_to("refused").because("blocked"));
}

void add_refusal(Ruleset& ruleset, std::uint16_t log_group) {
  auto& rules = ruleset.rules;
  const char* chain = "refused";
  ruleset.chains.push_back(make_chain(chain));
  // A connection from before the block, and the farewell of one that was cut: no attempt.
  rules.push_back(in_chain(chain).opens_no_connection().reject_with_reset().because("older flow"));
  rules.push_back(in_chain(chain)
                      .not_protocol(IPPROTO_TCP)
                      .not_protocol(IPPROTO_UDP)
                      .counter()
                      .reject_with_icmp()
                      .because("no port to count by"));
  for (const Family& family : kFamilies) {
    rules.push_back(
        in_chain(chain).count_in(family.family, family.hits).because("counts attempts"));
    rules.push_back(in_chain(chain)
                        .paced_in(family.family, family.paced, kLogsPerSecond)
                        .log(log_group, "hf ")
                        .because("tells the daemon"));
  }
  rules.push_back(
      in_chain(chain).protocol(IPPROTO_TCP).reject_with_reset().because("fails at once"));
  rules.push_back(in_chain(chain).reject_with_icmp().because("fails at once"));
}

// For containers and guests on this machine.
void add_forward(Ruleset& ruleset) {
  auto& rules = ruleset.rules;
  ruleset.chains.push_back(make_base_chain("forward", "filter", NF_INET_FORWARD, NF_IP_PRI_FILTER));
  ruleset.chains.push_back(make_chain("forwarded"));
  add_set_matches(ruleset, "forward", "forwarded");
  rules.push_back(
      in_chain("forwarded").protocol(IPPROTO_TCP).reject_with_reset().because("fails at once"));
  rules.push_back(in_chain("forwarded").reject_with_icmp().because("fails at once"));
}

}  // namespace

Ruleset make_ruleset(const RulesetOptions& options) {
  Ruleset ruleset;
  add_sets(ruleset);
  if (options.sentry) add_redirects(ruleset, *options.sentry);
  add_output(ruleset, options.sentry);
  add_refusal(ruleset, options.log_group);
  add_forward(ruleset);
  return ruleset;
}

namespace {

std::string text_or(const char* text, const char* otherwise) {
  return text == nullptr ? otherwise : text;
}

NamedText described(const nftnl_set* set) {
  NamedText described{.name = text_or(nftnl_set_get_str(set, NFTNL_SET_NAME), "?"), .text = {}};
  for (const std::uint16_t attribute :
       {NFTNL_SET_FLAGS, NFTNL_SET_KEY_TYPE, NFTNL_SET_KEY_LEN, NFTNL_SET_DESC_SIZE}) {
    described.text += std::to_string(nftnl_set_get_u32(set, attribute)) + ' ';
  }
  described.text += std::to_string(nftnl_set_get_u64(set, NFTNL_SET_TIMEOUT));
  return described;
}

NamedText described(const nftnl_chain* chain) {
  NamedText described{.name = text_or(nftnl_chain_get_str(chain, NFTNL_CHAIN_NAME), "?"),
                      .text = {}};
  if (!nftnl_chain_is_set(chain, NFTNL_CHAIN_HOOKNUM)) return described;
  described.text = text_or(nftnl_chain_get_str(chain, NFTNL_CHAIN_TYPE), "?") + " hook " +
                   std::to_string(nftnl_chain_get_u32(chain, NFTNL_CHAIN_HOOKNUM)) + " priority " +
                   std::to_string(nftnl_chain_get_s32(chain, NFTNL_CHAIN_PRIO)) + " policy " +
                   std::to_string(nftnl_chain_get_u32(chain, NFTNL_CHAIN_POLICY));
  return described;
}

int append_expression(nftnl_expr* expression, void* out) {
  auto& text = *static_cast<std::string*>(out);
  const std::string name = text_or(nftnl_expr_get_str(expression, NFTNL_EXPR_NAME), "?");
  text += "[" + name;
  if (name != "counter") {  // its text is its count
    std::array<char, 1024> buffer{};
    nftnl_expr_snprintf(buffer.data(), buffer.size(), expression, NFTNL_OUTPUT_DEFAULT, 0);
    text.append(" ").append(buffer.data());
  }
  text += "] ";
  return 0;
}

NamedText described(nftnl_rule* rule) {
  NamedText described{.name = text_or(nftnl_rule_get_str(rule, NFTNL_RULE_CHAIN), "?"), .text = {}};
  nftnl_expr_foreach(rule, append_expression, &described.text);
  std::uint32_t size = 0;
  const auto* data =
      static_cast<const char*>(nftnl_rule_get_data(rule, NFTNL_RULE_USERDATA, &size));
  if (data != nullptr) described.text.append("# ").append(data, size);
  return described;
}

template <class Objects>
std::vector<NamedText> describe_all(const Objects& objects) {
  std::vector<NamedText> all;
  for (const auto& object : objects) all.push_back(described(object.get()));
  std::ranges::stable_sort(all, {}, &NamedText::name);
  return all;
}

}  // namespace

Structure structure_of(const Ruleset& ruleset) {
  return {.sets = describe_all(ruleset.sets),
          .chains = describe_all(ruleset.chains),
          .rules = describe_all(ruleset.rules)};
}

}  // namespace holdfast::platform
