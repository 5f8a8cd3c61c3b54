#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/client_hello.h"
#include "platform/http_head.h"

namespace holdfast::daemon {

enum class Protocol : std::uint8_t { kNone, kTls, kHttp };

enum class BodyState : std::uint8_t { kNone, kWhole, kTooLarge, kUnreadable };

/// What the first bytes of a connection asked for, in whichever protocol they speak.
struct Request {
  platform::HeadState state = platform::HeadState::kMore;
  Protocol protocol = Protocol::kNone;
  Intent intent = Intent::kUnknown;
  platform::HttpMethod method = platform::HttpMethod::kOther;
  platform::EncryptedHello encrypted = platform::EncryptedHello::kAbsent;
  std::uint16_t tls_version = 0;
  std::string host;  ///< canonical, or empty
  std::string path;
  platform::HttpFields fields;  ///< of HTTP
  BodyState body_state = BodyState::kNone;
  std::string body;  ///< of a form for a loopback address
};

/// No form that is answered is longer.
inline constexpr std::size_t kMaxForm = 1024;

/// Goes by the first byte, not by the port: what begins a TLS record is TLS, all else HTTP. A form
/// for a loopback address is whole when its body is.
Request read_request(std::string_view bytes);

}  // namespace holdfast::daemon
