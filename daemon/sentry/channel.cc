#include "daemon/sentry/channel.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace holdfast::daemon {
namespace {

constexpr std::uint32_t kMagic = 0x31534648;  // "HFS1", as both ends are one machine
constexpr std::size_t kMaxRoles = 16;
constexpr std::size_t kMaxHost = 253;
constexpr std::size_t kMaxPathBytes = 256;
constexpr std::uint8_t kNoFamily = 0;
constexpr std::size_t kRuleDigits = 16;

struct Header {
  std::uint32_t magic = kMagic;
  std::uint16_t version = kChannelVersion;
  std::uint16_t type = 0;
};

// A message's type is its place in the variant, so new ones go to the end.
enum Type : std::uint16_t {
  kUseListeners,
  kUseIndexes,
  kAck,
  kRelease,
  kQuit,
  kIndexesTaken,
  kReleased,
  kAttemptReport,
  kRelayReport,
  kUsePages,
  kPageAsked,
  kPageAnswer,
};
static_assert(std::variant_size_v<Message> == kPageAnswer + 1);

// What follows the header. Every octet has a name, so none is indeterminate.
struct RolesWire {
  std::uint8_t count = 0;
  std::uint8_t roles[kMaxRoles] = {};
};
struct UseIndexesWire {
  std::uint64_t generation = 0;
  std::uint64_t lists = 0;
};
struct AckWire {
  std::uint64_t token = 0;
};
struct IndexesTakenWire {
  std::uint64_t generation = 0;
  std::uint64_t holding = 0;
};
struct EndpointWire {
  std::uint8_t octets[16] = {};
  std::uint16_t port = 0;
  std::uint8_t family = kNoFamily;  // 4, 6 or none
  std::uint8_t zero = 0;
};
struct AttemptWire {
  std::uint64_t token = 0;
  std::uint64_t age_ms = 0;
  std::uint32_t count = 0;
  std::uint8_t detector = 0;
  std::uint8_t intent = 0;
  std::uint8_t encrypted = 0;
  std::uint8_t host_size = 0;
  EndpointWire destination;
  EndpointWire client;
  std::uint16_t path_size = 0;
  char host[kMaxHost + 1] = {};
  char path[kMaxPathBytes] = {};
};

struct RelayWire {
  std::uint64_t host_size = 0;
  char host[kMaxHost + 3] = {};
};

struct PageAskedWire {
  std::uint64_t token = 0;
  EndpointWire client;
  EndpointWire destination;
  std::uint8_t deed = 0;
  std::uint8_t language = 0;
  std::uint8_t rule_size = 0;
  char rule[kRuleDigits] = {};
  char zero[5] = {};
};

struct PageAnswerWire {
  std::uint64_t token = 0;
  std::uint32_t audience = 0;
  std::uint32_t has_page = 0;
};

template <class Wire>
std::vector<std::byte> packet(std::size_t type, const Wire& wire) {
  static_assert(std::is_trivially_copyable_v<Wire>);
  static_assert(sizeof(Header) + sizeof(Wire) <= kMaxMessageBytes);
  Header header;
  header.type = static_cast<std::uint16_t>(type);
  std::vector<std::byte> bytes(sizeof header + sizeof wire);
  std::memcpy(bytes.data(), &header, sizeof header);
  std::memcpy(bytes.data() + sizeof header, &wire, sizeof wire);
  return bytes;
}

std::vector<std::byte> bare_packet(std::size_t type) {
  Header header;
  header.type = static_cast<std::uint16_t>(type);
  std::vector<std::byte> bytes(sizeof header);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

Error damaged(const char* what) {
  return {ErrorCode::kCorrupt, std::string("a message of the sentry's channel has a bad ") + what};
}

template <class Wire>
std::optional<Wire> unpack(std::span<const std::byte> body) {
  Wire wire;
  if (body.size() != sizeof wire) return std::nullopt;
  std::memcpy(&wire, body.data(), sizeof wire);
  return wire;
}

RolesWire to_wire(const std::vector<ListenerRole>& roles) {
  RolesWire wire;
  wire.count = static_cast<std::uint8_t>(std::min(roles.size(), kMaxRoles));
  for (std::size_t i = 0; i < wire.count; ++i) wire.roles[i] = static_cast<std::uint8_t>(roles[i]);
  return wire;
}

EndpointWire to_wire(const Endpoint& endpoint) {
  EndpointWire wire;
  std::copy_n(endpoint.address.octets().begin(), endpoint.address.size(), wire.octets);
  wire.port = endpoint.port;
  wire.family = endpoint.address.family() == IpFamily::kV4 ? 4 : 6;
  return wire;
}

AttemptWire to_wire(const AttemptReport& report) {
  AttemptWire wire;
  wire.token = report.token;
  wire.age_ms = static_cast<std::uint64_t>(std::max<std::int64_t>(report.age.count(), 0));
  wire.count = report.count;
  wire.detector = static_cast<std::uint8_t>(report.detector);
  wire.intent = static_cast<std::uint8_t>(report.intent);
  wire.encrypted = static_cast<std::uint8_t>(report.encrypted);
  if (report.destination) wire.destination = to_wire(*report.destination);
  wire.client = to_wire(report.client);
  wire.host_size = static_cast<std::uint8_t>(report.host.copy(wire.host, kMaxHost));
  wire.path_size = static_cast<std::uint16_t>(report.path.copy(wire.path, kMaxPathBytes));
  return wire;
}

Result<std::vector<ListenerRole>> read_roles(std::span<const std::byte> body) {
  const auto wire = unpack<RolesWire>(body);
  if (!wire) return damaged("size");
  if (wire->count > kMaxRoles) return damaged("count of listeners");
  std::vector<ListenerRole> roles;
  for (std::size_t i = 0; i < wire->count; ++i) {
    if (wire->roles[i] > static_cast<int>(ListenerRole::kControl)) return damaged("listener role");
    roles.push_back(static_cast<ListenerRole>(wire->roles[i]));
  }
  return roles;
}

// Nothing for a family that is none of ours.
std::optional<Endpoint> read_endpoint(const EndpointWire& wire) {
  std::array<std::uint8_t, 16> octets{};
  std::copy_n(wire.octets, octets.size(), octets.begin());
  if (wire.family == 6) return Endpoint{IpAddress::v6(octets), wire.port};
  if (wire.family != 4) return std::nullopt;
  return Endpoint{IpAddress::v4({octets[0], octets[1], octets[2], octets[3]}), wire.port};
}

Result<Message> read_attempt(std::span<const std::byte> body) {
  const auto wire = unpack<AttemptWire>(body);
  if (!wire) return damaged("size");
  if (wire->detector > static_cast<int>(Detector::kSilent)) return damaged("detector");
  if (wire->intent > static_cast<int>(Intent::kEmbedded)) return damaged("intent");
  if (wire->encrypted > static_cast<int>(EncryptedName::kOffered)) return damaged("name mark");
  if (wire->host_size > kMaxHost) return damaged("host length");
  if (wire->path_size > kMaxPathBytes) return damaged("path length");
  if (wire->count == 0) return damaged("count");
  const auto client = read_endpoint(wire->client);
  if (!client) return damaged("client");
  const auto destination = read_endpoint(wire->destination);
  if (!destination && wire->destination.family != kNoFamily) return damaged("destination");
  constexpr std::uint64_t kLongest = 1ULL << 40;  // 34 years of milliseconds
  if (wire->age_ms > kLongest) return damaged("age");

  AttemptReport report;
  report.token = wire->token;
  report.detector = static_cast<Detector>(wire->detector);
  report.intent = static_cast<Intent>(wire->intent);
  report.encrypted = static_cast<EncryptedName>(wire->encrypted);
  report.host.assign(wire->host, wire->host_size);
  report.path.assign(wire->path, wire->path_size);
  report.destination = destination;
  report.client = *client;
  report.count = wire->count;
  report.age = std::chrono::milliseconds(wire->age_ms);
  return Message(std::move(report));
}

Result<Message> read_relay(std::span<const std::byte> body) {
  const auto wire = unpack<RelayWire>(body);
  if (!wire) return damaged("size");
  if (wire->host_size == 0 || wire->host_size > kMaxHost) return damaged("host length");
  return Message(RelayReport{std::string(wire->host, wire->host_size)});
}

PageAskedWire to_wire(const PageAsked& asked) {
  PageAskedWire wire;
  wire.token = asked.token;
  wire.client = to_wire(asked.client);
  wire.destination = to_wire(asked.destination);
  wire.deed = static_cast<std::uint8_t>(asked.deed);
  wire.language = static_cast<std::uint8_t>(asked.language);
  wire.rule_size = static_cast<std::uint8_t>(asked.rule.copy(wire.rule, kRuleDigits));
  return wire;
}

Result<Message> read_page_asked(std::span<const std::byte> body) {
  const auto wire = unpack<PageAskedWire>(body);
  if (!wire) return damaged("size");
  if (wire->deed > static_cast<int>(PageDeed::kEnter)) return damaged("deed");
  if (wire->language >= kPageLanguages.size()) return damaged("language");
  const std::string rule(wire->rule, std::min<std::size_t>(wire->rule_size, kRuleDigits));
  const bool is_id = std::all_of(rule.begin(), rule.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
  if (!is_id || (wire->rule_size != 0 && wire->rule_size != kRuleDigits)) return damaged("rule");
  const auto client = read_endpoint(wire->client);
  const auto destination = read_endpoint(wire->destination);
  if (!client || !destination) return damaged("end");
  return Message(PageAsked{wire->token, static_cast<PageDeed>(wire->deed),
                           static_cast<PageLanguage>(wire->language), rule, *client, *destination});
}

Result<Message> read_page_answer(std::span<const std::byte> body) {
  const auto wire = unpack<PageAnswerWire>(body);
  if (!wire) return damaged("size");
  if (wire->audience > static_cast<std::uint32_t>(Audience::kOthers)) return damaged("audience");
  const bool is_for_person = wire->audience == static_cast<std::uint32_t>(Audience::kPerson);
  if (wire->has_page > (is_for_person ? 1U : 0U)) return damaged("page mark");
  return Message(
      PageAnswer{wire->token, static_cast<Audience>(wire->audience), wire->has_page == 1});
}

Result<Message> read_indexes(std::span<const std::byte> body) {
  const auto wire = unpack<UseIndexesWire>(body);
  if (!wire) return damaged("size");
  if (wire->lists > kMostLists) return damaged("count of lists");
  return Message(UseIndexes{wire->generation, static_cast<std::uint16_t>(wire->lists)});
}

Result<Message> read_indexes_taken(std::span<const std::byte> body) {
  const auto wire = unpack<IndexesTakenWire>(body);
  if (!wire) return damaged("size");
  if (wire->holding > static_cast<int>(Holding::kRejected)) return damaged("answer");
  return Message(IndexesTaken{wire->generation, static_cast<Holding>(wire->holding)});
}

template <class T>
Result<Message> read_roles_as(std::span<const std::byte> body) {
  auto roles = read_roles(body);
  if (!roles) return roles.error();
  return Message(T{std::move(*roles)});
}

struct Encoder {
  std::size_t type;

  std::vector<std::byte> operator()(const UseListeners& m) const {
    return packet(type, to_wire(m.roles));
  }
  std::vector<std::byte> operator()(const UseIndexes& m) const {
    return packet(type, UseIndexesWire{m.generation, m.lists});
  }
  std::vector<std::byte> operator()(const Ack& m) const { return packet(type, AckWire{m.token}); }
  std::vector<std::byte> operator()(const Release&) const { return bare_packet(type); }
  std::vector<std::byte> operator()(const Quit&) const { return bare_packet(type); }
  std::vector<std::byte> operator()(const IndexesTaken& m) const {
    return packet(type, IndexesTakenWire{m.generation, static_cast<std::uint64_t>(m.holding)});
  }
  std::vector<std::byte> operator()(const Released& m) const {
    return packet(type, to_wire(m.roles));
  }
  std::vector<std::byte> operator()(const AttemptReport& m) const {
    return packet(type, to_wire(m));
  }
  std::vector<std::byte> operator()(const RelayReport& m) const {
    RelayWire wire;
    wire.host_size = m.host.copy(wire.host, kMaxHost);
    return packet(type, wire);
  }
  std::vector<std::byte> operator()(const UsePages&) const { return bare_packet(type); }
  std::vector<std::byte> operator()(const PageAsked& m) const { return packet(type, to_wire(m)); }
  std::vector<std::byte> operator()(const PageAnswer& m) const {
    return packet(type, PageAnswerWire{m.token, static_cast<std::uint32_t>(m.audience),
                                       m.has_page ? 1U : 0U});
  }
};

}  // namespace

std::vector<std::byte> encode(const Message& message) {
  return std::visit(Encoder{message.index()}, message);
}

Result<Message> decode(std::span<const std::byte> bytes) {
  Header header;
  if (bytes.size() < sizeof header) return damaged("size");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != kMagic) return damaged("mark");
  if (header.version != kChannelVersion) return damaged("version");
  const std::span<const std::byte> body = bytes.subspan(sizeof header);
  const auto bare = [&](Message message) -> Result<Message> {
    if (!body.empty()) return damaged("size");
    return message;
  };
  switch (header.type) {
    case kUseListeners:
      return read_roles_as<UseListeners>(body);
    case kUseIndexes:
      return read_indexes(body);
    case kAck: {
      const auto wire = unpack<AckWire>(body);
      if (!wire) return damaged("size");
      return Message(Ack{wire->token});
    }
    case kRelease:
      return bare(Release{});
    case kQuit:
      return bare(Quit{});
    case kIndexesTaken:
      return read_indexes_taken(body);
    case kReleased:
      return read_roles_as<Released>(body);
    case kAttemptReport:
      return read_attempt(body);
    case kRelayReport:
      return read_relay(body);
    case kUsePages:
      return bare(UsePages{});
    case kPageAsked:
      return read_page_asked(body);
    case kPageAnswer:
      return read_page_answer(body);
    default:
      return damaged("type");
  }
}

std::size_t descriptors_of(const Message& message) {
  if (const auto* use = std::get_if<UseListeners>(&message)) return use->roles.size();
  if (const auto* released = std::get_if<Released>(&message)) return released->roles.size();
  if (const auto* indexes = std::get_if<UseIndexes>(&message))
    return kFixedIndexes + indexes->lists;
  if (std::holds_alternative<UsePages>(message)) return 1;
  if (const auto* answer = std::get_if<PageAnswer>(&message)) return answer->has_page ? 1 : 0;
  return 0;
}

}  // namespace holdfast::daemon
