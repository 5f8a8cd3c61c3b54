#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/host_name.h"
#include "policy/ip_address.h"
#include "policy/result.h"

struct ares_channeldata;
struct ares_addrinfo;

namespace holdfast::platform {

struct ResolvedAddress {
  IpAddress address;
  std::chrono::seconds ttl{};  ///< how long the answer may be used
  friend auto operator<=>(const ResolvedAddress&, const ResolvedAddress&) = default;
};

/// What became of a question.
struct Resolution {
  enum class Outcome : std::uint8_t {
    kFound,   ///< at least one address
    kNone,    ///< no such name, or none but addresses that are never blocked
    kFailed,  ///< no server gave an answer; what was known may still be true
  };
  HostName host;
  Outcome outcome = Outcome::kFailed;
  std::vector<ResolvedAddress> addresses;  ///< sorted; loopback, 0.0.0.0 and the like left out
  std::string failure;                     ///< why, for kFailed
};

struct NameServer {
  IpAddress address;
  std::uint16_t port = 53;
};

struct ResolverOptions {
  std::vector<NameServer> servers;  ///< empty: the machine's, read anew when it was idle
  std::filesystem::path resolv_conf = "/etc/resolv.conf";
  std::filesystem::path upstreams = "/run/systemd/resolve/resolv.conf";
  std::chrono::milliseconds timeout{3000};  ///< a try of one server; doubled with each try
  int tries = 3;
};

/// Asks the DNS for A and AAAA records, past the hosts file, which names the very hosts that are
/// wanted. Passive: it says which sockets it waits for and until when; its calls never block. Not
/// to be destroyed from within a callback.
class Resolver {
 public:
  enum class Interest : std::uint8_t { kNone = 0, kRead = 1, kWrite = 2, kBoth = 3 };
  /// A socket is to be watched for this from now on; kNone: no more, and it is closed next.
  using OnSocket = std::function<void(int fd, Interest interest)>;
  using OnResolved = std::function<void(const Resolution&)>;

  static Result<std::unique_ptr<Resolver>> open(ResolverOptions options, OnSocket on_socket);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// `on_resolved` is called once, from within `ready`, `expire` or this call; never if the
  /// resolver is destroyed before. At most `kMostAtOnce` questions are under way, the rest wait.
  void resolve(HostName host, OnResolved on_resolved);
  static constexpr std::size_t kMostAtOnce = 50;

  /// The socket became readable or writable.
  void ready(int fd, Interest readiness);
  /// When `expire` is to be called next, counted from now; nothing while nothing is asked.
  std::optional<std::chrono::milliseconds> next_timeout() const;
  void expire();

  /// Questions not answered yet, waiting ones included.
  std::size_t pending() const { return waiting_.size() + under_way_; }

 private:
  struct Question {
    Resolver* resolver;
    HostName host;
    OnResolved on_resolved;
  };
  Resolver(ResolverOptions options, OnSocket on_socket);
  Result<void> start();
  void use_system_servers();
  void ask_next();
  static void on_socket_state(void* resolver, int fd, int readable, int writable);
  static void on_answer(void* question, int status, int timeouts, ares_addrinfo* found);

  ResolverOptions options_;
  OnSocket on_socket_;
  ares_channeldata* channel_ = nullptr;
  std::deque<std::unique_ptr<Question>> waiting_;
  std::size_t under_way_ = 0;
  bool asking_ = false;
};

}  // namespace holdfast::platform
