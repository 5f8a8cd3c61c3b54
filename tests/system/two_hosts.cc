#include "tests/system/two_hosts.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace holdfast::testing {
namespace {

using platform::Fd;

constexpr int kWaitMilliseconds = 2000;

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

SocketAddress socket_address(const IpAddress& address, std::uint16_t port) {
  SocketAddress result;
  if (address.family() == IpFamily::kV4) {
    auto& in = reinterpret_cast<sockaddr_in&>(result.storage);
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    std::memcpy(&in.sin_addr, address.octets().data(), 4);
    result.size = sizeof in;
  } else {
    auto& in = reinterpret_cast<sockaddr_in6&>(result.storage);
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    std::memcpy(&in.sin6_addr, address.octets().data(), 16);
    result.size = sizeof in;
  }
  return result;
}

Fd listen_on(const SocketAddress& address) {
  Fd listener(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  const int off = 0;
  ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address.storage.ss_family == AF_INET6) {
    ::setsockopt(listener.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  }
  EXPECT_EQ(::bind(listener.get(), address.get(), address.size), 0) << std::strerror(errno);
  EXPECT_EQ(::listen(listener.get(), 4096), 0);
  return listener;
}

// What follows must never happen to the machine's own network.
void leave_network() {
  if (::unshare(CLONE_NEWNET) == 0) return;
  std::perror("cannot make a network namespace");
  std::abort();
}

bool becomes_ready(int fd, short events) {
  pollfd ready{.fd = fd, .events = events, .revents = 0};
  return ::poll(&ready, 1, kWaitMilliseconds) == 1;
}

}  // namespace

TwoHosts::TwoHosts() {
  leave_network();
  std::thread([this] {
    leave_network();
    far_ = Fd(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
  }).join();
  const std::string far =
      "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(far_.get());
  // Else an end stays mute about IPv6 neighbours for the first second of its link.
  const std::string begin =
      "echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad && ip link set lo up";
  in_far([&] { run(begin); });
  run(begin + " && ip link add near type veth peer name far netns " + far +
      " && ip link set near up"
      " && ip addr add 192.0.2.1/24 dev near && ip -6 addr add 2001:db8::1/64 dev near nodad");
  in_far([] {
    run("ip link set far up"
        " && ip addr add 192.0.2.2/24 dev far && ip -6 addr add 2001:db8::2/64 dev far nodad"
        " && ip route add local 203.0.113.0/24 dev lo && ip route add local 198.51.100.0/24 dev lo"
        " && ip -6 route add local 2001:db8:ffff::/48 dev lo");
  });
  run("ip route add default via 192.0.2.2 && ip -6 route add default via 2001:db8::2");
}

void TwoHosts::in_far(const std::function<void()>& work) const {
  std::thread([&] {
    ASSERT_EQ(::setns(far_.get(), CLONE_NEWNET), 0);
    work();
  }).join();
}

Fd TwoHosts::listen_far(std::uint16_t port) const {
  Fd listener;
  in_far([&] { listener = listen_on(socket_address(ip("::"), port)); });
  return listener;
}

bool may_make_namespaces() { return ::geteuid() == 0; }

std::string run(const std::string& command) {
  std::FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "re");
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), got);
  }
  EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << output;
  return output;
}

IpAddress ip(const char* text) {
  auto parsed = IpAddress::parse(text);
  EXPECT_TRUE(parsed) << text;
  return *parsed;
}

Attempted try_connect(const IpAddress& address, std::uint16_t port, Transport transport) {
  const SocketAddress to = socket_address(address, port);
  const int type = transport == Transport::kTcp ? SOCK_STREAM : SOCK_DGRAM;
  Attempted attempted{Fd(::socket(to.storage.ss_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))};
  if (::connect(attempted.socket.get(), to.get(), to.size) == 0) return attempted;
  attempted.error = errno;
  if (errno != EINPROGRESS) return attempted;
  socklen_t size = sizeof attempted.error;
  attempted.error = ETIMEDOUT;
  if (becomes_ready(attempted.socket.get(), POLLOUT)) {
    ::getsockopt(attempted.socket.get(), SOL_SOCKET, SO_ERROR, &attempted.error, &size);
  }
  return attempted;
}

Fd listen_near(const IpAddress& address, std::uint16_t port) {
  return listen_on(socket_address(address, port));
}

Fd accept_within(int listener) {
  if (!becomes_ready(listener, POLLIN)) return Fd();
  return Fd(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
}

bool was_cut(int socket) {
  if (!becomes_ready(socket, POLLIN)) return false;
  char byte = 0;
  return ::recv(socket, &byte, 1, MSG_DONTWAIT) <= 0;
}

int as_user(std::uint32_t uid, const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(::setresuid(uid, uid, uid) == 0 ? work() : 255);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + status;
}

}  // namespace holdfast::testing
