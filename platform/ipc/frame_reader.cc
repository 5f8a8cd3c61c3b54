#include "platform/ipc/frame_reader.h"

namespace holdfast::ipc {
namespace {

// A connection that once carried a long message does not keep its memory while it idles.
constexpr std::size_t kKeptCapacity = 16 << 10;

}  // namespace

FrameReader::Room FrameReader::feed(std::string_view bytes) {
  drop_what_was_given();
  while (room_ == Room::kWithin && !bytes.empty()) {
    const std::size_t nul = bytes.find('\0');
    const bool ends = nul != std::string_view::npos;
    const std::string_view part = bytes.substr(0, ends ? nul + 1 : bytes.size());
    const std::size_t length = buffer_.size() - unfinished_ + part.size();
    if (length > max_ || (!ends && length == max_)) {
      buffer_.resize(unfinished_);
      room_ = Room::kExceeded;
      break;
    }
    buffer_ += part;
    bytes.remove_prefix(part.size());
    if (ends) unfinished_ = buffer_.size();
  }
  return room_;
}

std::optional<std::string_view> FrameReader::next() {
  if (!holds_a_message()) return std::nullopt;
  const std::size_t nul = buffer_.find('\0', begin_);
  const std::string_view message(buffer_.data() + begin_, nul - begin_);
  begin_ = nul + 1;
  return message;
}

void FrameReader::drop_what_was_given() {
  // Moving the rest to the front only when it is the smaller half keeps the cost linear.
  if (begin_ * 2 < buffer_.size() || begin_ == 0) return;
  buffer_.erase(0, begin_);
  unfinished_ -= begin_;
  begin_ = 0;
  if (buffer_.empty() && buffer_.capacity() > kKeptCapacity) buffer_.shrink_to_fit();
}

}  // namespace holdfast::ipc
