#include "policy/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::size_t kMappedPrefix = 12;  // bytes of ::ffff:0:0/96

Error not_an_address(std::string_view text) {
  return {ErrorCode::kInvalid, with_hint(say("{1} is no address", {in_quotes(text)}),
                                         say("write one like 203.0.113.7 or 2001:db8::7"))};
}

bool is_v4_mapped(const std::array<std::uint8_t, 16>& octets) {
  const auto zeros = std::span(octets).first(10);
  return std::ranges::all_of(zeros, [](std::uint8_t octet) { return octet == 0; }) &&
         octets[10] == 0xff && octets[11] == 0xff;
}

int max_prefix(IpFamily family) { return family == IpFamily::kV4 ? 32 : 128; }

std::optional<int> parse_prefix(std::string_view text) {
  int prefix = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), prefix);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  const bool plain = whole && prefix >= 0 && std::to_string(prefix) == text;
  return plain ? std::optional(prefix) : std::nullopt;
}

}  // namespace

Result<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.empty() || text.size() >= INET6_ADDRSTRLEN || text.find('\0') != text.npos) {
    return not_an_address(text);
  }
  const std::string terminated(text);
  std::array<std::uint8_t, 16> octets{};
  if (inet_pton(AF_INET6, terminated.c_str(), octets.data()) == 1) return v6(octets);
  if (inet_pton(AF_INET, terminated.c_str(), octets.data()) == 1) {
    return v4({octets[0], octets[1], octets[2], octets[3]});
  }
  return not_an_address(text);
}

IpAddress IpAddress::v4(std::array<std::uint8_t, 4> octets) {
  IpAddress address;
  std::ranges::copy(octets, address.octets_.begin());
  return address;
}

IpAddress IpAddress::v6(const std::array<std::uint8_t, 16>& octets) {
  IpAddress address;
  if (is_v4_mapped(octets)) {
    std::ranges::copy(std::span(octets).subspan(kMappedPrefix), address.octets_.begin());
    return address;
  }
  address.family_ = IpFamily::kV6;
  address.octets_ = octets;
  return address;
}

bool IpAddress::is_loopback() const {
  if (family_ == IpFamily::kV4) return octets_[0] == 127;
  return octets_.back() == 1 &&
         std::ranges::all_of(std::span(octets_).first(15), [](auto octet) { return octet == 0; });
}

bool IpAddress::is_unspecified() const {
  return std::ranges::all_of(octets_, [](auto octet) { return octet == 0; });
}

bool IpAddress::is_link_local() const {
  if (family_ == IpFamily::kV4) return octets_[0] == 169 && octets_[1] == 254;
  return octets_[0] == 0xfe && (octets_[1] & 0xc0) == 0x80;
}

bool IpAddress::is_multicast() const {
  return family_ == IpFamily::kV4 ? (octets_[0] & 0xf0) == 0xe0 : octets_[0] == 0xff;
}

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family_ == IpFamily::kV4 ? AF_INET : AF_INET6, octets_.data(), text.data(),
            text.size());
  return text.data();
}

Result<Network> Network::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view address_text = text.substr(0, slash);
  const auto address = IpAddress::parse(address_text);
  if (!address) return address.error();
  const int most = max_prefix(address->family());
  if (slash == text.npos) return of(*address, most);

  // A mapped network is counted in 128 bits; its IPv4 meaning lies in the last 32.
  const bool mapped = address->family() == IpFamily::kV4 && address_text.find(':') != text.npos;
  const int offset = mapped ? 96 : 0;
  const auto prefix = parse_prefix(text.substr(slash + 1));
  if (!prefix || *prefix < offset || *prefix > most + offset) {
    return Error{ErrorCode::kInvalid, say("the prefix behind {1} must be a number from {2} to {3}",
                                          {in_quotes(address_text), std::to_string(offset),
                                           std::to_string(most + offset)})};
  }
  const Network network = of(*address, *prefix - offset);
  if (network.base() != *address) {
    return Error{ErrorCode::kInvalid,
                 with_hint(say("{1} has bits set after its prefix", {in_quotes(text)}),
                           say("the network is `{1}`", {network.to_string()}))};
  }
  return network;
}

Network Network::of(const IpAddress& address, int prefix) {
  Network network;
  network.prefix_ = std::clamp(prefix, 0, max_prefix(address.family()));
  auto octets = address.octets();
  for (std::size_t i = 0; i < address.size(); ++i) {
    const int kept = std::clamp(network.prefix_ - static_cast<int>(i) * 8, 0, 8);
    octets[i] &= static_cast<std::uint8_t>(0xff00 >> kept);
  }
  network.base_ = address.family() == IpFamily::kV4
                      ? IpAddress::v4({octets[0], octets[1], octets[2], octets[3]})
                      : IpAddress::v6(octets);
  return network;
}

bool Network::contains(const IpAddress& address) const {
  return address.family() == base_.family() && of(address, prefix_).base() == base_;
}

bool Network::overlaps(const Network& other) const {
  return contains(other.base_) || other.contains(base_);
}

std::string Network::to_string() const { return base_.to_string() + "/" + std::to_string(prefix_); }

}  // namespace holdfast
