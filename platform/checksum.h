#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::platform {

/// FNV-1a of 64 bits as sixteen hex digits: tells damage, not malice. Source: the FNV page of
/// L. C. Noll, parameters for 64 bits.
inline std::string checksum_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  std::string hex(16, '0');
  for (std::size_t digit = 16; digit-- > 0; hash >>= 4) hex[digit] = "0123456789abcdef"[hash & 15];
  return hex;
}

}  // namespace holdfast::platform
