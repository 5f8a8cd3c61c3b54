#include "platform/http_head.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace holdfast::platform {
namespace {

constexpr std::string_view kHttp2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr std::size_t kMaxMethod = 32;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// tchar of RFC 9110 section 5.6.2.
bool is_token_char(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  const char l = lower(c);
  return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Takes one line, its CRLF or bare LF included, off the front; nothing when it is not whole.
std::optional<std::string_view> take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// False once the bytes cannot become `METHOD target HTTP/1.x`, so that garbage is not waited for.
bool could_be_request(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find(' '), bytes.size());
  return end <= kMaxMethod && (bytes.empty() || is_token(bytes.substr(0, end)));
}

// `host`, `host:port` or `[v6]:port` without the port. A bad port makes it a bad name.
std::string_view without_port(std::string_view authority) {
  const std::size_t colon = authority.find(':');
  if (colon == std::string_view::npos) return authority;
  const std::string_view port = authority.substr(colon + 1);
  const bool digits =
      std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? authority.substr(0, colon) : std::string_view();
}

/// The parts of a head that decide, as they were written.
struct Fields {
  std::optional<std::string_view> target_authority;
  std::optional<std::string_view> host;
  std::string_view mode;
  std::string_view dest;
  bool second_host = false;
  bool fetch_metadata = false;
  bool ahead_of_need = false;  ///< prefetched or prerendered
  bool ambiguous = false;
  std::optional<std::string_view> origin;
  std::optional<std::string_view> content_length;
  std::optional<std::string_view> content_type;
  std::string_view site;
  std::string_view languages;
  bool unclear_sender_or_body = false;
};

constexpr std::string_view kSchemeMark = "://";

// RFC 9112 section 3.2: absolute-form and authority-form carry the host, origin-form does not.
void read_target(std::string_view method, std::string_view target, Fields& fields, HttpHead& head) {
  std::string_view path = target;
  if (const std::size_t mark = target.find(kSchemeMark);
      mark != std::string_view::npos && !target.starts_with('/')) {
    const std::string_view rest = target.substr(mark + kSchemeMark.size());
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    std::string_view authority = rest.substr(0, end);
    if (const std::size_t user = authority.rfind('@'); user != std::string_view::npos)
      authority.remove_prefix(user + 1);
    fields.target_authority = authority;
    path = rest.substr(end);
  } else if (method == "CONNECT") {
    fields.target_authority = target;
    path = {};
  }
  head.path = std::string(path.substr(0, kMaxPath));
}

// False when the line is no request line.
bool read_request_line(std::string_view line, Fields& fields, HttpHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method) || !version.starts_with("HTTP/1.") || version.size() != 8) return false;
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (target.find(' ') != std::string_view::npos) fields.ambiguous = true;
  if (method == "GET") head.method = HttpMethod::kGet;
  if (method == "HEAD") head.method = HttpMethod::kHead;
  if (method == "POST") head.method = HttpMethod::kPost;
  read_target(method, target, fields, head);
  return true;
}

// What decides about a body and its sender is written once, or nobody can say which holds.
void read_body_field(std::string_view name, std::string_view value, Fields& fields) {
  const auto take = [&](std::string_view known, std::optional<std::string_view>& field) {
    if (!equals_ignoring_case(name, known)) return;
    if (field) fields.unclear_sender_or_body = true;
    field = value;
  };
  take("Origin", fields.origin);
  take("Content-Length", fields.content_length);
  take("Content-Type", fields.content_type);
  if (equals_ignoring_case(name, "Transfer-Encoding")) fields.unclear_sender_or_body = true;
}

void read_field(std::string_view line, Fields& fields) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    fields.ambiguous = true;  // folded, a blank before the colon, or no field at all
    return;
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  const auto is = [&](std::string_view other) { return equals_ignoring_case(name, other); };
  if (is("Host")) {
    if (fields.host) fields.second_host = true;
    fields.host = value;
  } else if (is("Sec-Fetch-Mode")) {
    fields.mode = value;
    fields.fetch_metadata = true;
  } else if (is("Sec-Fetch-Dest")) {
    fields.dest = value;
    fields.fetch_metadata = true;
  } else if (is("Sec-Purpose") || is("Purpose")) {
    fields.ahead_of_need = true;
  } else if (is("Sec-Fetch-Site")) {
    fields.site = value;
  } else if (is("Accept-Language")) {
    fields.languages = value;
  } else {
    read_body_field(name, value, fields);
  }
}

// RFC 9110 section 8.6: digits alone.
std::optional<std::uint64_t> length_of(std::string_view text) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return length;
}

HttpFields written_fields(const Fields& fields) {
  const auto text = [](std::string_view value) { return std::string(value.substr(0, kMaxField)); };
  HttpFields written;
  written.is_ambiguous = fields.ambiguous || fields.unclear_sender_or_body;
  if (fields.host && !fields.second_host && !fields.target_authority && !fields.ambiguous)
    written.authority = text(*fields.host);
  written.origin = text(fields.origin.value_or(""));
  written.fetch_site = text(fields.site);
  written.accept_language = text(fields.languages);
  written.content_type = text(fields.content_type.value_or(""));
  if (fields.content_length) {
    written.content_length = length_of(*fields.content_length);
    if (!written.content_length) written.is_ambiguous = true;
  }
  return written;
}

Intent intent_of(const Fields& fields, const HttpHead& head) {
  const std::string_view path = head.path;
  const bool favicon = path.substr(0, path.find('?')) == "/favicon.ico";
  if (fields.ahead_of_need || favicon) return Intent::kEmbedded;
  if (!fields.fetch_metadata) return Intent::kUnknown;
  return fields.mode == "navigate" && fields.dest == "document" ? Intent::kVisit
                                                                : Intent::kEmbedded;
}

HostFault settle_host(const Fields& fields, std::string& host) {
  if (fields.ambiguous) return HostFault::kInvalid;
  if (fields.second_host) return HostFault::kDuplicate;
  const auto written = fields.target_authority ? fields.target_authority : fields.host;
  if (!written) return HostFault::kMissing;
  auto name = requested_host(without_port(*written));
  if (!name) return HostFault::kInvalid;
  // RFC 9112 section 3.2.2 lets the target win, but not every server does.
  if (fields.target_authority && fields.host &&
      requested_host(without_port(*fields.host)) != name) {
    return HostFault::kMismatch;
  }
  host = std::move(*name);
  return HostFault::kNone;
}

HttpHead in_state(HeadState state) {
  HttpHead head;
  head.state = state;
  return head;
}

}  // namespace

HttpHead read_http_head(std::string_view bytes) {
  const std::size_t whole = bytes.size();
  if (bytes.starts_with(kHttp2Preface)) return in_state(HeadState::kWhole);
  if (kHttp2Preface.starts_with(bytes)) return in_state(HeadState::kMore);
  while (bytes.starts_with("\r\n")) bytes.remove_prefix(2);  // RFC 9112 section 2.2
  if (bytes == "\r") return in_state(HeadState::kMore);
  if (!could_be_request(bytes)) return in_state(HeadState::kForeign);

  Fields fields;
  HttpHead head;
  const auto request = take_line(bytes);
  if (!request) return head;
  if (!read_request_line(*request, fields, head)) return in_state(HeadState::kForeign);
  for (;;) {
    const auto line = take_line(bytes);
    if (!line) return in_state(HeadState::kMore);
    if (line->empty()) break;
    read_field(*line, fields);
  }
  head.state = HeadState::kWhole;
  head.intent = intent_of(fields, head);
  head.fault = settle_host(fields, head.host);
  head.fields = written_fields(fields);
  head.size = whole - bytes.size();
  return head;
}

}  // namespace holdfast::platform
