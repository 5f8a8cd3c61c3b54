#include "platform/client_hello.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace holdfast::platform {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::byte kHandshakeRecord{22};
constexpr std::byte kClientHello{1};
constexpr std::byte kTlsMajor{3};
constexpr std::byte kHostName{0};
constexpr std::size_t kRecordHeader = 5;
constexpr std::size_t kMessageHeader = 4;
constexpr std::size_t kMaxRecord = 1 << 14;
constexpr std::size_t kMaxMessage = 1 << 16;
constexpr std::size_t kRandom = 32;
constexpr std::uint16_t kServerNameExtension = 0;
constexpr std::uint16_t kEncryptedHelloExtension = 0xfe0d;

/// Reads big-endian fields front to back. A read past the end gives zero or nothing and marks the
/// reader as failed, so that a parser can check once at its end.
class Reader {
 public:
  explicit Reader(Bytes bytes) : rest_(bytes) {}

  bool failed() const { return failed_; }
  bool empty() const { return rest_.empty(); }

  Bytes take(std::size_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      rest_ = {};
      return {};
    }
    const Bytes taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }
  std::size_t number(std::size_t octets) {
    std::size_t value = 0;
    for (const std::byte octet : take(octets)) value = value << 8 | std::to_integer<int>(octet);
    return value;
  }
  /// A vector of RFC 8446 section 3.4: its length in `octets`, then that many bytes.
  Bytes vector(std::size_t octets) { return take(number(octets)); }

 private:
  Bytes rest_;
  bool failed_ = false;
};

/// The handshake message at the front of a run of records.
struct Message {
  HeadState state = HeadState::kMore;
  Bytes body;
  std::vector<std::byte> joined;  ///< holds `body` when it spans records
};

// Nothing while the four bytes that say it are not all there.
std::optional<std::size_t> message_size(Bytes message) {
  if (message.size() < kMessageHeader) return std::nullopt;
  return kMessageHeader + Reader(message.subspan(1)).number(3);
}

bool could_be_hello(Bytes message) {
  return (message.empty() || message[0] == kClientHello) &&
         message_size(message).value_or(0) <= kMaxMessage;
}

// One record's content as far as it has come; `whole` is the length that its header promises.
struct Record {
  HeadState state = HeadState::kMore;
  Bytes content;
  std::size_t whole = 0;
};

Record read_record(Bytes bytes) {
  const bool foreign = (!bytes.empty() && bytes[0] != kHandshakeRecord) ||
                       (bytes.size() > 1 && bytes[1] != kTlsMajor);
  if (foreign) return {HeadState::kForeign, {}, 0};
  if (bytes.size() < kRecordHeader) return {};
  const std::size_t whole = Reader(bytes.subspan(3)).number(2);
  if (whole == 0 || whole > kMaxRecord) return {HeadState::kForeign, {}, 0};
  const Bytes content = bytes.subspan(kRecordHeader);
  return {HeadState::kWhole, content.first(std::min(whole, content.size())), whole};
}

Message read_message(Bytes bytes) {
  Message message;
  for (bool first = true;; first = false) {
    const Record record = read_record(bytes);
    if (record.state != HeadState::kWhole) {
      message.state = record.state;
      return message;
    }
    if (first) {
      message.body = record.content;
    } else {
      if (message.joined.empty()) message.joined.assign(message.body.begin(), message.body.end());
      message.joined.insert(message.joined.end(), record.content.begin(), record.content.end());
      message.body = message.joined;
    }
    if (!could_be_hello(message.body)) {
      message.state = HeadState::kForeign;
      return message;
    }
    if (const auto size = message_size(message.body); size && *size <= message.body.size()) {
      message.state = HeadState::kWhole;
      message.body = message.body.first(*size).subspan(kMessageHeader);
      return message;
    }
    if (record.content.size() < record.whole) return message;
    bytes = bytes.subspan(kRecordHeader + record.whole);
  }
}

// RFC 6066 section 3: a list of names, at most one of each type. False when it is malformed.
bool read_server_names(Bytes extension, ClientHello& hello) {
  Reader outer(extension);
  Reader names(outer.vector(2));
  if (outer.failed() || !outer.empty() || names.empty()) return false;
  bool seen = false;
  while (!names.empty()) {
    const bool is_host = names.number(1) == std::to_integer<std::size_t>(kHostName);
    const Bytes name = names.vector(2);
    if (names.failed() || (is_host && seen)) return false;
    if (!is_host) continue;
    seen = true;
    const auto* text = reinterpret_cast<const char*>(name.data());
    hello.host = requested_host(std::string_view(text, name.size())).value_or("");
  }
  return true;
}

bool read_extensions(Bytes extensions, ClientHello& hello) {
  Reader reader(extensions);
  bool named = false;
  while (!reader.empty()) {
    const std::size_t type = reader.number(2);
    const Bytes content = reader.vector(2);
    if (reader.failed()) return false;
    if (type == kEncryptedHelloExtension) hello.encrypted = EncryptedHello::kOffered;
    if (type != kServerNameExtension) continue;
    if (named || !read_server_names(content, hello)) return false;
    named = true;
  }
  return true;
}

bool read_body(Bytes body, ClientHello& hello) {
  Reader reader(body);
  hello.version = static_cast<std::uint16_t>(reader.number(2));
  reader.take(kRandom);
  const Bytes session = reader.vector(1);
  const Bytes ciphers = reader.vector(2);
  const Bytes compressions = reader.vector(1);
  if (reader.failed() || hello.version >> 8 != std::to_integer<int>(kTlsMajor)) return false;
  if (session.size() > 32 || ciphers.size() < 2 || compressions.empty()) return false;
  if (reader.empty()) return true;  // TLS 1.0 and 1.1 may end here
  const Bytes extensions = reader.vector(2);
  return !reader.failed() && reader.empty() && read_extensions(extensions, hello);
}

}  // namespace

ClientHello read_client_hello(std::span<const std::byte> bytes) {
  ClientHello hello;
  const Message message = read_message(bytes);
  hello.state = message.state;
  if (message.state != HeadState::kWhole) return hello;
  if (read_body(message.body, hello)) return hello;
  ClientHello foreign;
  foreign.state = HeadState::kForeign;
  return foreign;
}

}  // namespace holdfast::platform
