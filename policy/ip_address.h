#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "policy/result.h"

namespace holdfast {

enum class IpFamily : std::uint8_t { kV4, kV6 };

/// An IPv4 or IPv6 address, in network byte order. A v4-mapped address (::ffff:a.b.c.d) given as
/// text or bytes becomes the IPv4 address it means, so that equal destinations compare equal.
class IpAddress {
 public:
  /// The unspecified IPv4 address, 0.0.0.0.
  IpAddress() = default;

  /// Text of RFC 791 (four decimal octets) or RFC 4291 (no zone); kInvalid otherwise.
  static Result<IpAddress> parse(std::string_view text);
  static IpAddress v4(std::array<std::uint8_t, 4> octets);
  static IpAddress v6(const std::array<std::uint8_t, 16>& octets);

  IpFamily family() const { return family_; }
  /// The octets; only the first four mean anything for IPv4.
  const std::array<std::uint8_t, 16>& octets() const { return octets_; }
  /// 4 or 16.
  std::size_t size() const { return family_ == IpFamily::kV4 ? 4 : 16; }

  bool is_loopback() const;     ///< 127.0.0.0/8, ::1
  bool is_unspecified() const;  ///< 0.0.0.0, ::
  bool is_link_local() const;   ///< 169.254.0.0/16, fe80::/10
  bool is_multicast() const;    ///< 224.0.0.0/4, ff00::/8

  std::string to_string() const;  ///< RFC 5952

  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

 private:
  IpFamily family_ = IpFamily::kV4;
  std::array<std::uint8_t, 16> octets_{};
};

/// A CIDR block. The base has no bits set after the prefix.
class Network {
 public:
  /// `address/prefix`, or a bare address meaning /32 or /128. Host bits that are set are an error
  /// that names the network which was probably meant.
  static Result<Network> parse(std::string_view text);
  /// `prefix` counts bits, at most 32 or 128 by family; host bits are cleared.
  static Network of(const IpAddress& address, int prefix);

  const IpAddress& base() const { return base_; }
  int prefix() const { return prefix_; }
  bool contains(const IpAddress& address) const;
  bool overlaps(const Network& other) const;
  std::string to_string() const;  ///< always with the prefix

  friend auto operator<=>(const Network&, const Network&) = default;

 private:
  IpAddress base_;
  int prefix_ = 32;
};

}  // namespace holdfast
