#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/client_hello.h"
#include "platform/http_head.h"

namespace holdfast::daemon {

enum class Protocol : std::uint8_t { kNone, kTls, kHttp };

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
};

/// Goes by the first byte, not by the port: what begins a TLS record is TLS, all else HTTP.
Request read_request(std::string_view bytes);

}  // namespace holdfast::daemon
