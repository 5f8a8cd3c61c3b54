#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "platform/ipc/frame_reader.h"
#include "platform/ipc/message.h"

namespace {

using namespace holdfast::ipc;

constexpr std::size_t kCap = 4096;

// The messages of a stream that comes in pieces of that size.
std::vector<std::string> messages(std::string_view stream, std::size_t piece) {
  FrameReader reader(kCap);
  std::vector<std::string> found;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    const auto room = reader.feed(stream.substr(at, piece));
    while (const auto message = reader.next()) found.emplace_back(*message);
    if (room == FrameReader::Room::kExceeded) break;
  }
  return found;
}

}  // namespace

// However a stream is cut, its messages are the same; and what was read as a call or a reply reads
// the same once it is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view stream(reinterpret_cast<const char*>(data), size);
  const auto whole = messages(stream, size + 1);
  if (messages(stream, 1) != whole) std::abort();
  for (const std::string& message : whole) {
    if (message.size() >= kCap) std::abort();
    if (const auto call = decode_call(message)) {
      std::string again = encode(*call);
      again.pop_back();
      const auto second = decode_call(again);
      if (!second || second->method != call->method || second->parameters != call->parameters) {
        std::abort();
      }
    }
    if (const auto reply = decode_reply(message)) {
      std::string again = encode(*reply);
      again.pop_back();
      if (!decode_reply(again)) std::abort();
    }
  }
  return 0;
}
