#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::platform {

/// How far a look at the first bytes of a connection got.
enum class HeadState : std::uint8_t {
  kMore,     ///< right so far, and not whole: call again with more bytes
  kWhole,    ///< read to its end
  kForeign,  ///< not this protocol, or broken beyond reading
};

/// The name that a client asked for, in lower case and without a trailing dot, or nothing when the
/// bytes are no DNS name: an IP literal, an empty or overlong label, a character outside letters,
/// digits, `-` and `_` (RFC 1123, RFC 6066 section 3). Spelled as HostName::ascii() does.
std::optional<std::string> requested_host(std::string_view bytes);

}  // namespace holdfast::platform
