#include "platform/firewall/table_reader.h"

#include <arpa/inet.h>
#include <libnftnl/common.h>
#include <libnftnl/gen.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <utility>

#include "platform/firewall/nft_objects.h"
#include "platform/firewall/ruleset.h"

namespace holdfast::platform {
namespace {

// A request for all objects of one kind, of our table where the kernel can tell.
class Query {
 public:
  Query(std::uint16_t type, std::uint16_t flags)
      : message_(nftnl_nlmsg_build_hdr(reinterpret_cast<char*>(buffer_.data()), type, NFPROTO_INET,
                                       flags, 0)) {}
  Query& with(std::uint16_t attribute, const char* text) {
    mnl_attr_put_strz(message_, attribute, text);
    return *this;
  }
  NetlinkStatus ask(NetlinkSocket& socket, const NetlinkSocket::OnMessage& on_message) {
    return socket.request(*message_, on_message);
  }

 private:
  alignas(nlmsghdr) std::array<std::byte, 256> buffer_{};
  nlmsghdr* message_;
};

bool is_ours(const char* table, std::uint32_t family) {
  return table != nullptr && family == NFPROTO_INET && std::strcmp(table, kTableName) == 0;
}

NetlinkStatus read_header(NetlinkSocket& socket, TableState& state) {
  NetlinkStatus status = Query(NFT_MSG_GETTABLE, 0)
                             .with(NFTA_TABLE_NAME, kTableName)
                             .ask(socket, [&](const nlmsghdr& message) {
                               const NftTable table(allocated(nftnl_table_alloc()));
                               if (nftnl_table_nlmsg_parse(&message, table.get()) < 0) return;
                               state.present = true;
                               state.flags = nftnl_table_get_u32(table.get(), NFTNL_TABLE_FLAGS);
                               state.owner = nftnl_table_get_u32(table.get(), NFTNL_TABLE_OWNER);
                             });
  return status.number == ENOENT ? NetlinkStatus{} : status;
}

NetlinkStatus read_sets(NetlinkSocket& socket, Ruleset& found) {
  return Query(NFT_MSG_GETSET, NLM_F_DUMP)
      .with(NFTA_SET_TABLE, kTableName)
      .ask(socket, [&](const nlmsghdr& message) {
        NftSet set(allocated(nftnl_set_alloc()));
        if (nftnl_set_nlmsg_parse(&message, set.get()) < 0) return;
        if (is_ours(nftnl_set_get_str(set.get(), NFTNL_SET_TABLE),
                    nftnl_set_get_u32(set.get(), NFTNL_SET_FAMILY))) {
          found.sets.push_back(std::move(set));
        }
      });
}

NetlinkStatus read_chains(NetlinkSocket& socket, Ruleset& found) {
  return Query(NFT_MSG_GETCHAIN, NLM_F_DUMP).ask(socket, [&](const nlmsghdr& message) {
    NftChain chain(allocated(nftnl_chain_alloc()));
    if (nftnl_chain_nlmsg_parse(&message, chain.get()) < 0) return;
    if (is_ours(nftnl_chain_get_str(chain.get(), NFTNL_CHAIN_TABLE),
                nftnl_chain_get_u32(chain.get(), NFTNL_CHAIN_FAMILY))) {
      found.chains.push_back(std::move(chain));
    }
  });
}

NetlinkStatus read_rules(NetlinkSocket& socket, Ruleset& found) {
  return Query(NFT_MSG_GETRULE, NLM_F_DUMP)
      .with(NFTA_RULE_TABLE, kTableName)
      .ask(socket, [&](const nlmsghdr& message) {
        NftRule rule(allocated(nftnl_rule_alloc()));
        if (nftnl_rule_nlmsg_parse(&message, rule.get()) < 0) return;
        if (is_ours(nftnl_rule_get_str(rule.get(), NFTNL_RULE_TABLE),
                    nftnl_rule_get_u32(rule.get(), NFTNL_RULE_FAMILY))) {
          found.rules.push_back(std::move(rule));
        }
      });
}

using OnElement = std::function<void(nftnl_set_elem*)>;

int hand_on(nftnl_set_elem* element, void* on_element) {
  (*static_cast<const OnElement*>(on_element))(element);
  return 0;
}

// A set that is not there reads as empty: the structure already tells of it.
NetlinkStatus read_elements(NetlinkSocket& socket, const char* name, OnElement on_element) {
  NetlinkStatus status = Query(NFT_MSG_GETSETELEM, NLM_F_DUMP)
                             .with(NFTA_SET_ELEM_LIST_TABLE, kTableName)
                             .with(NFTA_SET_ELEM_LIST_SET, name)
                             .ask(socket, [&](const nlmsghdr& message) {
                               const NftSet set(allocated(nftnl_set_alloc()));
                               if (nftnl_set_elems_nlmsg_parse(&message, set.get()) < 0) return;
                               nftnl_set_elem_foreach(set.get(), hand_on, &on_element);
                             });
  return status.number == ENOENT ? NetlinkStatus{} : status;
}

IpAddress address_from(const std::uint8_t* bytes, IpFamily family) {
  if (family == IpFamily::kV4) return IpAddress::v4({bytes[0], bytes[1], bytes[2], bytes[3]});
  std::array<std::uint8_t, 16> octets{};
  std::memcpy(octets.data(), bytes, octets.size());
  return IpAddress::v6(octets);
}

// One element as the kernel keeps it: an address, or the edge of an interval.
struct Mark {
  IpAddress at;
  bool ends = false;
  std::optional<KernelTime> until;
};

NetlinkStatus read_marks(NetlinkSocket& socket, const char* set, IpFamily family, KernelTime now,
                         std::vector<Mark>& marks) {
  const std::uint32_t bytes = family == IpFamily::kV4 ? 4 : 16;
  NetlinkStatus status = read_elements(socket, set, [&](nftnl_set_elem* element) {
    std::uint32_t size = 0;
    const auto* key =
        static_cast<const std::uint8_t*>(nftnl_set_elem_get(element, NFTNL_SET_ELEM_KEY, &size));
    if (key == nullptr || size != bytes) return;
    Mark mark{.at = address_from(key, family), .ends = false, .until = std::nullopt};
    if (nftnl_set_elem_is_set(element, NFTNL_SET_ELEM_FLAGS)) {
      mark.ends =
          (nftnl_set_elem_get_u32(element, NFTNL_SET_ELEM_FLAGS) & NFT_SET_ELEM_INTERVAL_END) != 0;
    }
    if (nftnl_set_elem_is_set(element, NFTNL_SET_ELEM_EXPIRATION)) {
      mark.until = now + std::chrono::milliseconds(
                             nftnl_set_elem_get_u64(element, NFTNL_SET_ELEM_EXPIRATION));
    }
    marks.push_back(mark);
  });
  // The end of one interval may be where the next begins.
  std::ranges::sort(marks, [](const Mark& one, const Mark& other) {
    return one.at != other.at ? one.at < other.at : one.ends > other.ends;
  });
  return status;
}

NetlinkStatus read_plain(NetlinkSocket& socket, const char* set, IpFamily family, KernelTime now,
                         std::vector<AddressRange>& ranges) {
  std::vector<Mark> marks;
  NetlinkStatus status = read_marks(socket, set, family, now, marks);
  for (const Mark& mark : marks) ranges.push_back({mark.at, mark.at, mark.until});
  return status;
}

NetlinkStatus read_intervals(NetlinkSocket& socket, const char* set, IpFamily family,
                             KernelTime now, std::vector<AddressRange>& ranges) {
  std::vector<Mark> marks;
  NetlinkStatus status = read_marks(socket, set, family, now, marks);
  std::optional<Mark> open;
  const auto close_before = [&](const IpAddress& past) {
    if (const auto last = previous(past); open && last) {
      ranges.push_back({open->at, *last, open->until});
    }
    open.reset();
  };
  for (const Mark& mark : marks) {
    close_before(mark.at);
    if (!mark.ends) open = mark;
  }
  if (open) ranges.push_back({open->at, last_of(Network::of(open->at, 0)), open->until});
  return status;
}

NetlinkStatus read_ranges(NetlinkSocket& socket, KernelTime now, AddressRanges& ranges) {
  const auto steps = std::to_array<std::function<NetlinkStatus()>>({
      [&] { return read_plain(socket, kPlain4, IpFamily::kV4, now, ranges.plain4); },
      [&] { return read_plain(socket, kPlain6, IpFamily::kV6, now, ranges.plain6); },
      [&] { return read_intervals(socket, kNets4, IpFamily::kV4, now, ranges.nets4); },
      [&] { return read_intervals(socket, kNets6, IpFamily::kV6, now, ranges.nets6); },
      [&] { return read_plain(socket, kShared4, IpFamily::kV4, now, ranges.shared4); },
      [&] { return read_plain(socket, kShared6, IpFamily::kV6, now, ranges.shared6); },
  });
  for (const auto& step : steps) {
    if (NetlinkStatus status = step(); !status.ok()) return status;
  }
  return {};
}

int note_packets(nftnl_expr* expression, void* packets) {
  const char* name = nftnl_expr_get_str(expression, NFTNL_EXPR_NAME);
  if (name != nullptr && std::strcmp(name, "counter") == 0) {
    *static_cast<std::uint64_t*>(packets) = nftnl_expr_get_u64(expression, NFTNL_EXPR_CTR_PACKETS);
  }
  return 0;
}

NetlinkStatus read_family_hits(NetlinkSocket& socket, const char* set, IpFamily family,
                               std::vector<Hit>& hits) {
  const std::size_t address_bytes = family == IpFamily::kV4 ? 4 : 16;
  return read_elements(socket, set, [&](nftnl_set_elem* element) {
    std::uint32_t size = 0;
    const auto* key =
        static_cast<const std::uint8_t*>(nftnl_set_elem_get(element, NFTNL_SET_ELEM_KEY, &size));
    if (key == nullptr || size != address_bytes + 8) return;
    Hit hit;
    std::memcpy(&hit.uid, key, sizeof hit.uid);
    hit.address = address_from(key + 4, family);
    std::uint16_t port = 0;
    std::memcpy(&port, key + 4 + address_bytes, sizeof port);
    hit.port = ntohs(port);
    nftnl_set_elem_expr_foreach(element, note_packets, &hit.packets);
    hits.push_back(hit);
  });
}

}  // namespace

NetlinkStatus read_generation(NetlinkSocket& socket, std::uint32_t& generation) {
  return Query(NFT_MSG_GETGEN, 0).ask(socket, [&](const nlmsghdr& message) {
    for_each_attribute(message, sizeof(nfgenmsg), [&](const nlattr& attribute) {
      if (mnl_attr_get_type(&attribute) == NFTA_GEN_ID &&
          mnl_attr_validate(&attribute, MNL_TYPE_U32) == 0) {
        generation = ntohl(mnl_attr_get_u32(&attribute));
      }
    });
  });
}

NetlinkStatus read_table(NetlinkSocket& socket, KernelTime now, TableState& state) {
  state = {};
  if (NetlinkStatus status = read_header(socket, state); !status.ok()) return status;
  if (!state.present) return {};
  Ruleset found;
  for (const auto read : {read_sets, read_chains, read_rules}) {
    if (NetlinkStatus status = read(socket, found); !status.ok()) return status;
  }
  state.structure = structure_of(found);
  return read_ranges(socket, now, state.ranges);
}

NetlinkStatus read_hits(NetlinkSocket& socket, std::vector<Hit>& hits) {
  if (NetlinkStatus status = read_family_hits(socket, kHits4, IpFamily::kV4, hits); !status.ok()) {
    return status;
  }
  return read_family_hits(socket, kHits6, IpFamily::kV6, hits);
}

}  // namespace holdfast::platform
