#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/http_head.h"

namespace holdfast::daemon {

enum class PageKind : std::uint8_t { kPage, kIcon };

/// kIcon for `/favicon.ico`, with or without a query.
PageKind page_kind(std::string_view path);

/// The answer of a sentry that was handed no pages yet: a small one in warm words that loads
/// nothing and names no one.
std::string small_page(std::string_view status, platform::HttpMethod method);

/// Its style, and the hash of it that the policy sent along allows.
std::string_view small_page_style();
inline constexpr std::string_view kSmallPageStyleSource =
    "'sha256-PfLeRGYBUTnDpq+K49JmAIS0f/0d4fAgkcK+R6SfH4M='";

/// A fatal TLS alert access_denied (RFC 8446 section 6.2), the one answer after which browsers do
/// not reload by themselves. `version` is the client's legacy_version.
std::array<std::byte, 7> tls_answer(std::uint16_t version);

}  // namespace holdfast::daemon
