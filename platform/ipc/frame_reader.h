#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/ipc/message.h"

namespace holdfast::ipc {

/// Splits a stream of bytes into its NUL-ended messages (https://varlink.org/Method-Call), however
/// the bytes were cut on the way.
class FrameReader {
 public:
  enum class Room { kWithin, kExceeded };

  explicit FrameReader(std::size_t max_message_bytes = kMaxMessageBytes)
      : max_(max_message_bytes) {}

  /// Takes bytes in. `kExceeded` when a message, its NUL included, is longer than the cap: the
  /// stream is to be closed, and nothing is taken in any more; `next()` still gives the messages
  /// that came before.
  Room feed(std::string_view bytes);

  /// The next whole message, without its NUL, or nothing. The view holds until the next `feed()`.
  std::optional<std::string_view> next();

  bool holds_a_message() const { return begin_ < unfinished_; }
  /// A message has begun and not ended, and no whole one is before it.
  bool holds_only_a_part() const { return !holds_a_message() && begin_ < buffer_.size(); }
  /// Bytes taken in and not given out.
  std::size_t pending_bytes() const { return buffer_.size() - begin_; }

 private:
  void drop_what_was_given();

  std::size_t max_;
  Room room_ = Room::kWithin;
  std::string buffer_;
  std::size_t begin_ = 0;       // of the first message not given out
  std::size_t unfinished_ = 0;  // of the message whose NUL has not come
};

}  // namespace holdfast::ipc
