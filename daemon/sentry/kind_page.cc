#include "daemon/sentry/kind_page.h"

#include <string>

namespace holdfast::daemon {
namespace {

using platform::HttpMethod;

constexpr std::string_view kPage = R"(<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This page is resting</title>
<style>
:root { color-scheme: light dark }
body { margin: 18vh auto; max-width: 30rem; padding: 0 1.5rem; font: 1.15rem/1.6 system-ui,
  sans-serif; color: #2d4a4a; background: #f4f7f4 }
h1 { font-size: 1.6rem; font-weight: 500 }
@media (prefers-color-scheme: dark) { body { color: #d5e3df; background: #16211f } }
</style>
<h1>This page is resting.</h1>
<p>You asked for that on a calm day, and it still holds.
<p>The pull is real, and you can ride this. One slow breath in, a longer one out. Then again.
<p>If you like, stand up, drink some water, or call somebody who is good to you.
</html>
)";

// The policy sent along keeps the page from loading anything, whatever its bytes say.
std::string response(std::string_view status, std::string_view type, std::size_t size) {
  std::string head = "HTTP/1.1 ";
  head += status;
  head += "\r\nContent-Type: ";
  head += type;
  head += "\r\nContent-Length: " + std::to_string(size);
  head +=
      "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
      "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'"
      "\r\nConnection: close\r\n\r\n";
  return head;
}

}  // namespace

PageKind page_kind(std::string_view path) {
  return path.substr(0, path.find('?')) == "/favicon.ico" ? PageKind::kIcon : PageKind::kPage;
}

std::string_view http_answer(HttpMethod method, PageKind kind) {
  static const std::string kHead =
      response("403 Forbidden", "text/html; charset=utf-8", kPage.size());
  static const std::string kWhole = kHead + std::string(kPage);
  static const std::string kNoIcon = response("404 Not Found", "text/plain", 0);
  if (kind == PageKind::kIcon) return kNoIcon;
  return method == HttpMethod::kHead ? kHead : kWhole;
}

std::array<std::byte, 7> tls_answer(std::uint16_t version) {
  constexpr std::byte kAlert{21};
  constexpr std::byte kFatal{2};
  constexpr std::byte kAccessDenied{49};
  const auto minor = version == 0x0301 || version == 0x0302 ? version & 0xff : 3;
  return {kAlert,       std::byte{3}, std::byte{static_cast<std::uint8_t>(minor)},
          std::byte{0}, std::byte{2}, kFatal,
          kAccessDenied};
}

}  // namespace holdfast::daemon
