#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "platform/requested_host.h"

namespace holdfast::platform {

/// Whether a ClientHello carries an encrypted inner one (or the GREASE that looks like it): the
/// name in the clear may then be a front for another.
enum class EncryptedHello : std::uint8_t { kAbsent, kOffered };

/// What the first message of a TLS client says about where it wants to go.
struct ClientHello {
  HeadState state = HeadState::kMore;
  std::string host;  ///< the SNI as `requested_host` spells it; empty when none or not a name
  std::uint16_t version = 0;  ///< legacy_version of the message, 0x0301 to 0x0303
  EncryptedHello encrypted = EncryptedHello::kAbsent;
};

/// Reads a ClientHello of TLS 1.0 to 1.3 (RFC 8446 sections 4.1.2 and 5.1, RFC 6066 section 3) from
/// all bytes that came so far; the message may lie in any number of records. `kForeign` also for
/// what no client in good faith sends: two names, an extension that runs over its end, a message
/// over 64 KiB. Copies only when the message spans records.
ClientHello read_client_hello(std::span<const std::byte> bytes);

}  // namespace holdfast::platform
