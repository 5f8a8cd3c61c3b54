#include "platform/resolver.h"

#include <netinet/in.h>
#include <sys/select.h>
#include <sys/socket.h>

#include <ares.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "platform/name_servers.h"

namespace holdfast::platform {
namespace {

std::string csv_of(const std::vector<NameServer>& servers) {
  std::string csv;
  for (const NameServer& server : servers) {
    if (!csv.empty()) csv += ',';
    const bool v6 = server.address.family() == IpFamily::kV6;
    csv += (v6 ? "[" : "") + server.address.to_string() + (v6 ? "]:" : ":") +
           std::to_string(server.port);
  }
  return csv;
}

std::optional<IpAddress> address_in(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    std::array<std::uint8_t, 4> octets{};
    std::memcpy(octets.data(), &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, 4);
    return IpAddress::v4(octets);
  }
  if (address->sa_family == AF_INET6) {
    std::array<std::uint8_t, 16> octets{};
    std::memcpy(octets.data(), &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, 16);
    return IpAddress::v6(octets);
  }
  return std::nullopt;
}

// An answer of this kind is a resolver's own way of blocking, or an attack on the machine itself.
bool is_nobodys(const IpAddress& address) {
  return address.is_loopback() || address.is_unspecified() || address.is_link_local() ||
         address.is_multicast();
}

std::vector<ResolvedAddress> addresses_in(const ares_addrinfo* found) {
  std::vector<ResolvedAddress> addresses;
  for (const ares_addrinfo_node* node = found == nullptr ? nullptr : found->nodes; node != nullptr;
       node = node->ai_next) {
    const auto address = address_in(node->ai_addr);
    if (!address || is_nobodys(*address)) continue;
    addresses.push_back({*address, std::chrono::seconds{std::max(0, node->ai_ttl)}});
  }
  // Of an address that came twice, the shorter life counts: it sorts first.
  std::ranges::sort(addresses);
  const auto alike = [](const ResolvedAddress& one, const ResolvedAddress& other) {
    return one.address == other.address;
  };
  addresses.erase(std::unique(addresses.begin(), addresses.end(), alike), addresses.end());
  return addresses;
}

Resolution resolution_of(HostName host, int status, const ares_addrinfo* found) {
  Resolution resolution{.host = std::move(host),
                        .outcome = Resolution::Outcome::kFailed,
                        .addresses = addresses_in(found),
                        .failure = {}};
  if (!resolution.addresses.empty()) {
    resolution.outcome = Resolution::Outcome::kFound;
  } else if (status == ARES_SUCCESS || status == ARES_ENOTFOUND || status == ARES_ENODATA) {
    resolution.outcome = Resolution::Outcome::kNone;
  } else {
    resolution.failure = ares_strerror(status);
  }
  return resolution;
}

Error failed(int status) {
  return {.code = ErrorCode::kSystem,
          .text = std::string("cannot start looking up names: ") + ares_strerror(status)};
}

}  // namespace

Resolver::Resolver(ResolverOptions options, OnSocket on_socket)
    : options_(std::move(options)), on_socket_(std::move(on_socket)) {}

Resolver::~Resolver() {
  // Tells every question under way that it ends here; those stay silent.
  if (channel_ != nullptr) ares_destroy(channel_);
  ares_library_cleanup();
}

Result<std::unique_ptr<Resolver>> Resolver::open(ResolverOptions options, OnSocket on_socket) {
  if (const int status = ares_library_init(ARES_LIB_INIT_ALL); status != ARES_SUCCESS) {
    return failed(status);
  }
  std::unique_ptr<Resolver> resolver(new Resolver(std::move(options), std::move(on_socket)));
  if (auto started = resolver->start(); !started) return started.error();
  return resolver;
}

Result<void> Resolver::start() {
  std::string lookups = "b";  // the DNS, and not the hosts file
  ares_options options{};
  options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
  options.timeout = static_cast<int>(options_.timeout.count());
  options.tries = options_.tries;
  options.lookups = lookups.data();
  options.sock_state_cb = &Resolver::on_socket_state;
  options.sock_state_cb_data = this;
  const int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS |
                   ARES_OPT_SOCK_STATE_CB;
  if (const int status = ares_init_options(&channel_, &options, mask); status != ARES_SUCCESS) {
    return failed(status);
  }
  if (options_.servers.empty()) return {};
  const int status = ares_set_servers_ports_csv(channel_, csv_of(options_.servers).c_str());
  return status == ARES_SUCCESS ? Result<void>() : failed(status);
}

// A network may have come or gone since; c-ares takes new servers only while it is idle.
void Resolver::use_system_servers() {
  std::vector<NameServer> servers;
  for (const IpAddress& address : system_name_servers(options_.resolv_conf, options_.upstreams)) {
    servers.push_back({.address = address});
  }
  if (!servers.empty()) (void)ares_set_servers_ports_csv(channel_, csv_of(servers).c_str());
}

void Resolver::resolve(HostName host, OnResolved on_resolved) {
  if (pending() == 0 && options_.servers.empty()) use_system_servers();
  waiting_.push_back(std::make_unique<Question>(
      Question{.resolver = this, .host = std::move(host), .on_resolved = std::move(on_resolved)}));
  ask_next();
}

void Resolver::ask_next() {
  // An answer may come at once, from within the loop below, which then goes on.
  if (asking_) return;
  asking_ = true;
  ares_addrinfo_hints hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;  // else each address comes once for every kind of socket
  hints.ai_flags = ARES_AI_NOSORT;  // sorting would connect() to each
  while (!waiting_.empty() && under_way_ < kMostAtOnce) {
    Question* question = waiting_.front().release();
    waiting_.pop_front();
    ++under_way_;
    ares_getaddrinfo(channel_, question->host.ascii().c_str(), nullptr, &hints,
                     &Resolver::on_answer, question);
  }
  asking_ = false;
}

void Resolver::on_answer(void* data, int status, int /*timeouts*/, ares_addrinfo* found) {
  const std::unique_ptr<Question> question(static_cast<Question*>(data));
  const std::unique_ptr<ares_addrinfo, decltype(&ares_freeaddrinfo)> owned(found,
                                                                           &ares_freeaddrinfo);
  if (status == ARES_EDESTRUCTION) return;
  Resolver& resolver = *question->resolver;
  --resolver.under_way_;
  question->on_resolved(resolution_of(std::move(question->host), status, found));
  resolver.ask_next();
}

void Resolver::on_socket_state(void* data, int fd, int readable, int writable) {
  const auto interest = static_cast<Interest>((readable != 0 ? 1 : 0) | (writable != 0 ? 2 : 0));
  static_cast<Resolver*>(data)->on_socket_(fd, interest);
}

void Resolver::ready(int fd, Interest readiness) {
  const auto bits = static_cast<std::uint8_t>(readiness);
  ares_process_fd(channel_, (bits & 1) != 0 ? fd : ARES_SOCKET_BAD,
                  (bits & 2) != 0 ? fd : ARES_SOCKET_BAD);
}

std::optional<std::chrono::milliseconds> Resolver::next_timeout() const {
  timeval left{};
  if (ares_timeout(channel_, nullptr, &left) == nullptr) return std::nullopt;
  // Rounded up, so that what is due is over when the caller comes back.
  return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::seconds{left.tv_sec} +
                                                      std::chrono::microseconds{left.tv_usec});
}

void Resolver::expire() { ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD); }

}  // namespace holdfast::platform
