#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "platform/fd.h"
#include "policy/ip_address.h"

namespace holdfast::testing {

/// Two machines in one: the calling thread moves into a fresh network namespace ("near", with
/// 192.0.2.1 and 2001:db8::1), joined by a veth pair to another ("far", with 192.0.2.2,
/// 2001:db8::2 and all of 203.0.113.0/24, 198.51.100.0/24 and 2001:db8:ffff::/48). Needs root; both
/// vanish with the object and the thread. Children of the thread live in `near` too.
class TwoHosts {
 public:
  TwoHosts();
  /// Runs `work` on a thread inside `far` and waits for it. Sockets opened there stay there.
  void in_far(const std::function<void()>& work) const;
  /// A socket that listens in `far` on every address; the kernel completes up to 4,096 connections
  /// without anybody accepting them.
  platform::Fd listen_far(std::uint16_t port) const;

 private:
  platform::Fd far_;
};

/// True where namespaces can be made; otherwise the test is to be skipped.
bool may_make_namespaces();

/// Runs a shell command; what it printed on both outputs. Adds a test failure when it fails.
std::string run(const std::string& command);

IpAddress ip(const char* text);

/// A connected socket, or the errno of the failed attempt.
struct Attempted {
  platform::Fd socket;
  int error = 0;
};
enum class Transport { kTcp, kUdp };
Attempted try_connect(const IpAddress& address, std::uint16_t port,
                      Transport transport = Transport::kTcp);
/// A socket that listens in the calling thread's namespace on `address`.
platform::Fd listen_near(const IpAddress& address, std::uint16_t port);
/// Accepts one waiting connection within two seconds; invalid when none comes.
platform::Fd accept_within(int listener);
/// Whether the peer or the kernel has ended the connection, waited for up to two seconds.
bool was_cut(int socket);

/// Runs `work` in a child process with that uid; its result (0 to 255).
int as_user(std::uint32_t uid, const std::function<int()>& work);

}  // namespace holdfast::testing
