#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/host_name.h"
#include "policy/ip_address.h"

namespace holdfast {

/// A way of holding a block. Also the words of `--layers`.
enum class Layer : std::uint8_t { kHosts, kFirewall, kBrowser, kPhone };

/// Where an attempt was seen.
enum class Detector : std::uint8_t {
  kTls,       ///< the sentry read a ClientHello's SNI
  kHttp,      ///< the sentry read a request head
  kSilent,    ///< the sentry got a connection that named nothing
  kFirewall,  ///< the kernel rejected a packet (NFLOG)
  kBrowser,   ///< the extension in a browser led somebody elsewhere
};

/// What the request looked like, as far as its headers tell (HTTP only).
enum class Intent : std::uint8_t {
  kUnknown,   ///< nothing tells
  kVisit,     ///< somebody opened a page
  kEmbedded,  ///< a part of another page: image, script, frame, favicon, prefetch
};

/// The program that tried.
struct Program {
  std::int32_t pid = 0;  ///< 0 when the process was gone
  std::uint32_t uid = 0;
  std::string name;  ///< /proc/PID/comm, may be empty
  friend bool operator==(const Program&, const Program&) = default;
};

/// One raw observation at one layer.
struct Attempt {
  Detector detector = Detector::kTls;
  Intent intent = Intent::kUnknown;
  std::optional<HostName> host;
  std::optional<IpAddress> address;  ///< where it was going, before any redirect
  std::uint16_t port = 0;
  std::string path;  ///< HTTP request target, at most 256 bytes; never logged
  std::optional<Program> program;
  /// By a browser, which connects for parts of other pages as well, and nothing tells which it was.
  bool is_doubtful = false;
  std::uint32_t count = 1;  ///< alike observations merged by the detector
  friend bool operator==(const Attempt&, const Attempt&) = default;
};

}  // namespace holdfast
