#pragma once

#include <string>
#include <string_view>

#include "platform/http_head.h"

namespace holdfast::daemon {

/// A whole answer of the sentry. Whatever its page says, it loads nothing, runs nothing, is in no
/// frame and no cache, and sets no cookie.
struct HttpResponse {
  std::string_view status;        ///< `403 Forbidden`
  std::string_view body;          ///< HTML; empty for none
  std::string_view style_source;  ///< what CSP lets style it; empty for nothing
  std::string_view location;      ///< for a redirect
  std::string_view allow;         ///< for a method that is not
};

/// As bytes; for HEAD without the body.
std::string http_response(const HttpResponse& response, platform::HttpMethod method);

}  // namespace holdfast::daemon
