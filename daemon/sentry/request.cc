#include "daemon/sentry/request.h"

#include <span>
#include <utility>

namespace holdfast::daemon {
namespace {

using platform::HeadState;

constexpr char kHandshakeRecord = 22;

Request from_hello(platform::ClientHello hello) {
  Request request;
  request.state = hello.state;
  if (hello.state == HeadState::kForeign) return request;
  request.protocol = Protocol::kTls;
  request.encrypted = hello.encrypted;
  request.tls_version = hello.version;
  request.host = std::move(hello.host);
  return request;
}

// What is blocked is blocked whatever a form says; only Holdfast's own page, on loopback, reads
// one.
void read_body(std::string_view bytes, Request& request) {
  const platform::HttpFields& fields = request.fields;
  const bool is_for_us = fields.authority.starts_with("127.");
  if (request.method != platform::HttpMethod::kPost || !is_for_us) return;
  if (fields.is_ambiguous || !fields.content_length) {
    request.body_state = BodyState::kUnreadable;
  } else if (*fields.content_length > kMaxForm) {
    request.body_state = BodyState::kTooLarge;
  } else if (bytes.size() < *fields.content_length) {
    request.state = HeadState::kMore;
  } else {
    request.body_state = BodyState::kWhole;
    request.body = bytes.substr(0, *fields.content_length);
  }
}

Request from_head(platform::HttpHead head, std::string_view bytes) {
  Request request;
  request.state = head.state;
  if (head.state == HeadState::kForeign) return request;
  request.protocol = Protocol::kHttp;
  request.intent = head.intent;
  request.method = head.method;
  request.host = std::move(head.host);
  request.path = std::move(head.path);
  request.fields = std::move(head.fields);
  if (head.state == HeadState::kWhole) read_body(bytes.substr(head.size), request);
  return request;
}

}  // namespace

Request read_request(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (bytes.front() == kHandshakeRecord)
    return from_hello(platform::read_client_hello(std::as_bytes(std::span(bytes))));
  return from_head(platform::read_http_head(bytes), bytes);
}

}  // namespace holdfast::daemon
