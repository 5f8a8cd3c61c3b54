#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/requested_host.h"
#include "policy/attempt.h"

namespace holdfast::platform {

/// Why a request names no host that can be relied on.
enum class HostFault : std::uint8_t {
  kNone,
  kMissing,    ///< HTTP/1.0, or the HTTP/2 preface, whose requests follow in another format
  kDuplicate,  ///< more than one Host line
  kMismatch,   ///< an absolute target and a Host line that differ
  kInvalid,    ///< not a name, or a head that servers read in different ways
};

enum class HttpMethod : std::uint8_t { kGet, kHead, kPost, kOther };

inline constexpr std::size_t kMaxField = 256;

/// What only a page of Holdfast's own asks of a head, as it was written; each at most kMaxField
/// bytes, and empty where it is not there.
struct HttpFields {
  std::string authority;  ///< of Host, with its port; empty where the request is ambiguous
  std::string origin;
  std::string fetch_site;
  std::string accept_language;
  std::string content_type;
  std::optional<std::uint64_t> content_length;
  bool is_ambiguous = false;  ///< a body or a sender that two servers may read differently
};

/// What the head of a request says about where it wants to go, and whether somebody asked.
struct HttpHead {
  HeadState state = HeadState::kMore;
  HostFault fault = HostFault::kMissing;
  HttpMethod method = HttpMethod::kOther;
  Intent intent = Intent::kUnknown;
  std::string host;  ///< as `requested_host` spells it; empty unless `fault` is kNone
  std::string path;  ///< path and query of the target, at most kMaxPath bytes; may be empty
  HttpFields fields;
  std::size_t size = 0;  ///< bytes up to the body
};

inline constexpr std::size_t kMaxPath = 256;

/// Reads the head of an HTTP/1.x request (RFC 9112) from all bytes that came so far; also the
/// HTTP/2 preface (RFC 9113 section 3.4). What two servers may understand differently (two Hosts,
/// folded lines, a blank before the colon) is a fault and names no host. `kForeign` as soon as the
/// first line cannot be a request. The intent follows Fetch Metadata: a visit is `navigate` to a
/// `document` without `Sec-Purpose` or `Purpose`.
HttpHead read_http_head(std::string_view bytes);

}  // namespace holdfast::platform
