#include "platform/firewall_watch.h"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/firewall/ruleset.h"

namespace holdfast::platform {
namespace {

// A flush of a full table makes a message for every element.
constexpr int kBufferBytes = 4 << 20;
// In every nf_tables message that concerns a table, its name is attribute 1 (NFTA_TABLE_NAME,
// NFTA_CHAIN_TABLE, NFTA_RULE_TABLE, NFTA_SET_TABLE, NFTA_SET_ELEM_LIST_TABLE, NFTA_OBJ_TABLE,
// NFTA_FLOWTABLE_TABLE).
constexpr std::uint16_t kTableAttribute = NFTA_TABLE_NAME;

struct Words {
  std::uint16_t type;
  std::string_view one;
  std::string_view many;
};
constexpr std::array kWords{
    Words{NFT_MSG_DELTABLE, "the table was deleted", "tables were deleted"},
    Words{NFT_MSG_NEWTABLE, "the table was added or changed", "table changes"},
    Words{NFT_MSG_DELCHAIN, "a chain was deleted", "chains were deleted"},
    Words{NFT_MSG_NEWCHAIN, "a chain was added or changed", "chains were added or changed"},
    Words{NFT_MSG_DELRULE, "a rule was deleted", "rules were deleted"},
    Words{NFT_MSG_NEWRULE, "a rule was added", "rules were added"},
    Words{NFT_MSG_DELSET, "a set was deleted", "sets were deleted"},
    Words{NFT_MSG_NEWSET, "a set was added", "sets were added"},
    Words{NFT_MSG_DELSETELEM, "an address was taken out", "addresses were taken out"},
    Words{NFT_MSG_NEWSETELEM, "an address was put in", "addresses were put in"},
};

std::string in_words(std::uint16_t type, int times) {
  const auto words = std::ranges::find(kWords, type, &Words::type);
  if (words == kWords.end()) return "something was changed";
  if (times == 1) return std::string(words->one);
  return std::to_string(times) + " " + std::string(words->many);
}

std::optional<std::uint16_t> type_within_tables(const nlmsghdr& message) {
  if (NFNL_SUBSYS_ID(message.nlmsg_type) != NFNL_SUBSYS_NFTABLES) return std::nullopt;
  if (mnl_nlmsg_get_payload_len(&message) < sizeof(nfgenmsg)) return std::nullopt;
  return NFNL_MSG_TYPE(message.nlmsg_type);
}

bool concerns_our_table(const nlmsghdr& message) {
  const auto& header = *static_cast<const nfgenmsg*>(mnl_nlmsg_get_payload(&message));
  if (header.nfgen_family != NFPROTO_INET) return false;
  bool ours = false;
  for_each_attribute(message, sizeof header, [&](const nlattr& attribute) {
    ours |= mnl_attr_get_type(&attribute) == kTableAttribute &&
            mnl_attr_validate(&attribute, MNL_TYPE_NUL_STRING) == 0 &&
            std::string_view(mnl_attr_get_str(&attribute)) == kTableName;
  });
  return ours;
}

}  // namespace

FirewallWatch::FirewallWatch(NetlinkSocket socket, std::uint32_t own_port_id)
    : socket_(std::move(socket)), own_port_id_(own_port_id) {}

Result<FirewallWatch> FirewallWatch::open(std::uint32_t own_port_id) {
  auto socket = NetlinkSocket::open(NETLINK_NETFILTER);
  if (!socket) return socket.error();
  socket->set_receive_buffer(kBufferBytes);
  if (NetlinkStatus joined = socket->join(NFNLGRP_NFTABLES); !joined.ok()) {
    return joined.error("cannot watch the firewall");
  }
  return FirewallWatch(std::move(*socket), own_port_id);
}

Result<std::vector<TableTouch>> FirewallWatch::read() {
  std::vector<TableTouch> touches;
  for (;;) {
    const NetlinkStatus status =
        socket_.receive([&](const nlmsghdr& message) { note(message, touches); });
    if (status.number == EAGAIN) return touches;
    if (status.number == ENOBUFS) {
      counts_.clear();
      touches.push_back(
          {.pid = 0, .program = {}, .what = "more was changed than could be followed"});
    } else if (!status.ok()) {
      return status.error(say("cannot read what happened to the firewall"));
    }
  }
}

void FirewallWatch::note(const nlmsghdr& message, std::vector<TableTouch>& touches) {
  const auto type = type_within_tables(message);
  if (!type || message.nlmsg_pid == own_port_id_) return;
  // A transaction's messages come together, and last who made it.
  if (*type == NFT_MSG_NEWGEN) {
    finish(message, touches);
  } else if (concerns_our_table(message)) {
    const auto known = std::ranges::find(counts_, *type, &Count::type);
    if (known == counts_.end()) {
      counts_.push_back({.type = *type, .times = 1});
    } else {
      ++known->times;
    }
  }
}

void FirewallWatch::finish(const nlmsghdr& message, std::vector<TableTouch>& touches) {
  if (counts_.empty()) return;
  TableTouch touch;
  for (const Count& count : counts_) {
    if (!touch.what.empty()) touch.what += ", ";
    touch.what += in_words(count.type, count.times);
  }
  counts_.clear();
  for_each_attribute(message, sizeof(nfgenmsg), [&](const nlattr& attribute) {
    switch (mnl_attr_get_type(&attribute)) {
      case NFTA_GEN_PROC_PID:
        if (mnl_attr_validate(&attribute, MNL_TYPE_U32) == 0) {
          touch.pid = static_cast<std::int32_t>(ntohl(mnl_attr_get_u32(&attribute)));
        }
        break;
      case NFTA_GEN_PROC_NAME:
        if (mnl_attr_validate(&attribute, MNL_TYPE_NUL_STRING) == 0) {
          touch.program = mnl_attr_get_str(&attribute);
        }
        break;
      default:
        break;
    }
  });
  touches.push_back(std::move(touch));
}

}  // namespace holdfast::platform
