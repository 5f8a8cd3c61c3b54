#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "platform/firewall/address_range.h"
#include "policy/result.h"

namespace holdfast::platform {

/// Cuts every TCP connection and connected UDP socket of this network namespace whose peer lies in
/// `ranges`, idle ones too: their next call fails with ECONNABORTED. Sockets of `spared_uid` stay.
/// Gives how many were cut. Block first, then cut, or a program connects again in between.
/// kUnsupported where the kernel has no CONFIG_INET_DIAG_DESTROY, kRefused without CAP_NET_ADMIN.
/// Source: sock_diag(7), linux/inet_diag.h.
Result<std::size_t> destroy_sockets_to(const AddressRanges& ranges,
                                       std::optional<std::uint32_t> spared_uid);

}  // namespace holdfast::platform
