#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/http_head.h"

namespace holdfast::daemon {

enum class PageKind : std::uint8_t { kPage, kIcon };

/// kIcon for `/favicon.ico`, with or without a query.
PageKind page_kind(std::string_view path);

/// The whole HTTP response for a blocked request: a small page in warm words that loads nothing and
/// names no one, never cached. No body for HEAD, 404 for an icon. Lives for ever.
std::string_view http_answer(platform::HttpMethod method, PageKind kind);

/// A fatal TLS alert access_denied (RFC 8446 section 6.2), the one answer after which browsers do
/// not reload by themselves. `version` is the client's legacy_version.
std::array<std::byte, 7> tls_answer(std::uint16_t version);

}  // namespace holdfast::daemon
