#include "platform/attempt_log.h"

#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>

#include <arpa/inet.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <linux/netlink.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "platform/firewall/table_reader.h"

namespace holdfast::platform {
namespace {

constexpr int kBufferBytes = 4 << 20;
// IPv6 header, some extension headers and the ports.
constexpr std::uint32_t kCopiedBytes = 128;
// Real packets have one or two; a crafted chain must not cost more.
constexpr int kMostExtensionHeaders = 8;
// A flood must not keep the loop: what is left keeps the descriptor readable.
constexpr int kMostAtOnce = 512;
constexpr std::uint8_t kPacketMessage = NFULNL_MSG_PACKET;

// A configuration message for one log group.
class Setting {
 public:
  explicit Setting(std::uint16_t group) : message_(mnl_nlmsg_put_header(buffer_.data())) {
    message_->nlmsg_type = (NFNL_SUBSYS_ULOG << 8) | NFULNL_MSG_CONFIG;
    message_->nlmsg_flags = NLM_F_REQUEST;
    auto* header = static_cast<nfgenmsg*>(mnl_nlmsg_put_extra_header(message_, sizeof(nfgenmsg)));
    header->nfgen_family = AF_UNSPEC;
    header->version = NFNETLINK_V0;
    header->res_id = htons(group);
  }
  Setting& bind() {
    const nfulnl_msg_config_cmd command{.command = NFULNL_CFG_CMD_BIND};
    mnl_attr_put(message_, NFULA_CFG_CMD, sizeof command, &command);
    return *this;
  }
  // Each packet at once (the kernel's default gathers for a second), numbered, its head only.
  Setting& each_at_once() {
    nfulnl_msg_config_mode mode{};
    mode.copy_range = htonl(kCopiedBytes);
    mode.copy_mode = NFULNL_COPY_PACKET;
    mnl_attr_put(message_, NFULA_CFG_MODE, sizeof mode, &mode);
    mnl_attr_put_u32(message_, NFULA_CFG_QTHRESH, htonl(1));
    mnl_attr_put_u16(message_, NFULA_CFG_FLAGS, htons(NFULNL_CFG_F_SEQ));
    return *this;
  }
  NetlinkStatus send(NetlinkSocket& socket) {
    return socket.request(*message_, [](const nlmsghdr&) {});
  }

 private:
  alignas(nlmsghdr) std::array<char, 256> buffer_{};
  nlmsghdr* message_;
};

// The kernel says EPERM for a group that another socket has, as for a missing CAP_NET_ADMIN.
// Another question tells which.
bool may_configure(NetlinkSocket& socket) {
  std::uint32_t generation = 0;
  return read_generation(socket, generation).ok();
}

std::uint16_t port_at(std::span<const std::uint8_t> packet, std::size_t transport,
                      std::uint8_t protocol) {
  const bool has_ports = protocol == IPPROTO_TCP || protocol == IPPROTO_UDP ||
                         protocol == IPPROTO_UDPLITE || protocol == IPPROTO_SCTP ||
                         protocol == IPPROTO_DCCP;
  if (!has_ports || packet.size() < transport + 4) return 0;
  return static_cast<std::uint16_t>(packet[transport + 2] << 8 | packet[transport + 3]);
}

std::optional<LoggedPacket> ipv4_destination(std::span<const std::uint8_t> packet) {
  if (packet.size() < sizeof(iphdr)) return std::nullopt;
  const std::size_t header = std::size_t{packet[0] & 0x0FU} * 4;
  if (header < sizeof(iphdr)) return std::nullopt;
  LoggedPacket found;
  found.destination = IpAddress::v4({packet[16], packet[17], packet[18], packet[19]});
  const bool first_fragment = (packet[6] & 0x1F) == 0 && packet[7] == 0;
  if (first_fragment) found.port = port_at(packet, header, packet[9]);
  return found;
}

std::optional<LoggedPacket> ipv6_destination(std::span<const std::uint8_t> packet) {
  if (packet.size() < sizeof(ip6_hdr)) return std::nullopt;
  LoggedPacket found;
  std::array<std::uint8_t, 16> octets{};
  std::memcpy(octets.data(), packet.data() + offsetof(ip6_hdr, ip6_dst), octets.size());
  found.destination = IpAddress::v6(octets);

  std::uint8_t protocol = packet[6];
  std::size_t at = sizeof(ip6_hdr);
  for (int i = 0; i < kMostExtensionHeaders; ++i) {
    const bool extension =
        protocol == IPPROTO_HOPOPTS || protocol == IPPROTO_ROUTING || protocol == IPPROTO_DSTOPTS;
    if (!extension || packet.size() < at + 2) break;
    protocol = packet[at];
    at += (std::size_t{packet[at + 1]} + 1) * 8;  // RFC 8200, 4.3
  }
  found.port = port_at(packet, at, protocol);
  return found;
}

std::span<const std::uint8_t> payload_of(const nlattr& attribute) {
  return {static_cast<const std::uint8_t*>(mnl_attr_get_payload(&attribute)),
          mnl_attr_get_payload_len(&attribute)};
}

std::optional<std::uint32_t> number_in(const nlattr& attribute) {
  if (mnl_attr_get_payload_len(&attribute) != 4) return std::nullopt;
  return ntohl(mnl_attr_get_u32(&attribute));
}

Attempt attempt_of(const LoggedPacket& packet) {
  Attempt attempt;
  attempt.detector = Detector::kFirewall;
  attempt.address = packet.destination;
  attempt.port = packet.port;
  if (packet.uid) attempt.program = Program{.pid = 0, .uid = *packet.uid, .name = {}};
  return attempt;
}

void merge(std::vector<Attempt>& attempts, const Attempt& attempt) {
  const auto alike = std::ranges::find_if(attempts, [&](const Attempt& other) {
    return other.address == attempt.address && other.port == attempt.port &&
           other.program == attempt.program;
  });
  if (alike == attempts.end()) {
    attempts.push_back(attempt);
  } else {
    ++alike->count;
  }
}

}  // namespace

std::optional<LoggedPacket> packet_destination(std::span<const std::uint8_t> packet) {
  if (packet.empty()) return std::nullopt;
  switch (packet[0] >> 4) {
    case 4:
      return ipv4_destination(packet);
    case 6:
      return ipv6_destination(packet);
    default:
      return std::nullopt;
  }
}

std::optional<LoggedPacket> logged_packet(const nlmsghdr& message) {
  if (message.nlmsg_type != ((NFNL_SUBSYS_ULOG << 8) | kPacketMessage)) return std::nullopt;
  std::optional<LoggedPacket> packet;
  std::optional<std::uint32_t> uid;
  std::optional<std::uint32_t> sequence;
  for_each_attribute(message, sizeof(nfgenmsg), [&](const nlattr& attribute) {
    switch (mnl_attr_get_type(&attribute)) {
      case NFULA_PAYLOAD:
        packet = packet_destination(payload_of(attribute));
        break;
      case NFULA_UID:
        uid = number_in(attribute);
        break;
      case NFULA_SEQ:
        sequence = number_in(attribute);
        break;
      default:
        break;
    }
  });
  if (packet) {
    packet->uid = uid;
    packet->sequence = sequence;
  }
  return packet;
}

Result<AttemptLog> AttemptLog::open(std::uint16_t group) {
  auto socket = NetlinkSocket::open(NETLINK_NETFILTER);
  if (!socket) return socket.error();
  socket->set_receive_buffer(kBufferBytes);
  NetlinkStatus status = Setting(group).bind().send(*socket);
  if (status.ok()) status = Setting(group).each_at_once().send(*socket);
  if (status.ok()) return AttemptLog(std::move(*socket));
  if (status.number == EBUSY || (status.number == EPERM && may_configure(*socket))) {
    return Error{.code = ErrorCode::kBusy,
                 .text = with_hint(say("another process reads the firewall's log group {1}",
                                       {std::to_string(group)}),
                                   say("stop it or choose another group"))};
  }
  Error error = status.error(say("cannot read the firewall's log"));
  error.code = ErrorCode::kUnsupported;
  return error;
}

Result<LogReading> AttemptLog::read() {
  LogReading reading;
  for (int i = 0; i < kMostAtOnce; ++i) {
    const NetlinkStatus status = socket_.receive([&](const nlmsghdr& message) {
      const auto packet = logged_packet(message);
      if (!packet) return;
      if (packet->sequence) {
        // Numbers wrap, and so does the difference.
        if (expected_) reading.lost += *packet->sequence - *expected_;
        expected_ = *packet->sequence + 1;
      }
      merge(reading.attempts, attempt_of(*packet));
    });
    if (status.number == EAGAIN) return reading;
    // Told once per overflow; the gap in the numbers then says how many.
    if (!status.ok() && status.number != ENOBUFS) {
      return status.error(say("cannot read the firewall's log"));
    }
  }
  return reading;
}

}  // namespace holdfast::platform
