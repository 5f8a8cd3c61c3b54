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

Request from_head(platform::HttpHead head) {
  Request request;
  request.state = head.state;
  if (head.state == HeadState::kForeign) return request;
  request.protocol = Protocol::kHttp;
  request.intent = head.intent;
  request.method = head.method;
  request.host = std::move(head.host);
  request.path = std::move(head.path);
  return request;
}

}  // namespace

Request read_request(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (bytes.front() == kHandshakeRecord)
    return from_hello(platform::read_client_hello(std::as_bytes(std::span(bytes))));
  return from_head(platform::read_http_head(bytes));
}

}  // namespace holdfast::daemon
