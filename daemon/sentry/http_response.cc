#include "daemon/sentry/http_response.h"

namespace holdfast::daemon {
namespace {

void add_field(std::string& head, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

}  // namespace

std::string http_response(const HttpResponse& response, platform::HttpMethod method) {
  std::string head = "HTTP/1.1 " + std::string(response.status) + "\r\n";
  const std::string style =
      response.style_source.empty() ? "'none'" : std::string(response.style_source);
  add_field(head, "Content-Type",
            response.body.empty() ? "text/plain" : "text/html; charset=utf-8");
  add_field(head, "Content-Length", std::to_string(response.body.size()));
  add_field(head, "Location", response.location);
  add_field(head, "Allow", response.allow);
  add_field(head, "Cache-Control", "no-store");
  add_field(head, "Content-Security-Policy",
            "default-src 'none'; style-src " + style +
                "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  add_field(head, "Cross-Origin-Opener-Policy", "same-origin");
  add_field(head, "Cross-Origin-Resource-Policy", "same-origin");
  // With no-referrer a browser sends `Origin: null` along with the page's own form (Fetch, section
  // "Origin header"), and the sentry could not tell it from a foreign one.
  add_field(head, "Referrer-Policy", "same-origin");
  add_field(head, "X-Content-Type-Options", "nosniff");
  add_field(head, "X-Frame-Options", "DENY");
  add_field(head, "Connection", "close");
  head += "\r\n";
  if (method != platform::HttpMethod::kHead) head += response.body;
  return head;
}

}  // namespace holdfast::daemon
