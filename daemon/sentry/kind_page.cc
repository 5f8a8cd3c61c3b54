#include "daemon/sentry/kind_page.h"

#include "daemon/sentry/http_response.h"

namespace holdfast::daemon {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark }
body { margin: 18vh auto; max-width: 30rem; padding: 0 1.5rem; font: 1.15rem/1.6 system-ui,
  sans-serif; color: #2d4a4a; background: #f4f7f4 }
h1 { font-size: 1.6rem; font-weight: 500 }
@media (prefers-color-scheme: dark) { body { color: #d5e3df; background: #16211f } }
)";

constexpr std::string_view kBeforeStyle = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page is resting</title>
<style>)";

constexpr std::string_view kBehindStyle = R"(</style>
</head>
<body>
<main>
<h1>This page is resting.</h1>
<p>You asked for that on a calm day, and it still holds.</p>
<p>The pull is real, and you can ride this. One slow breath in, a longer one out. Then again.</p>
<p>If you like, stand up, drink some water, or call somebody who is good to you.</p>
</main>
</body>
</html>
)";

}  // namespace

PageKind page_kind(std::string_view path) {
  return path.substr(0, path.find('?')) == "/favicon.ico" ? PageKind::kIcon : PageKind::kPage;
}

std::string_view small_page_style() { return kStyle; }

std::string small_page(std::string_view status, platform::HttpMethod method) {
  std::string page(kBeforeStyle);
  page += kStyle;
  page += kBehindStyle;
  return http_response({.status = status, .body = page, .style_source = kSmallPageStyleSource},
                       method);
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
