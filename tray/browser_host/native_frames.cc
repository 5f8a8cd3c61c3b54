#include "tray/browser_host/native_frames.h"

#include <boost/json.hpp>
#include <cstdint>
#include <cstring>

namespace holdfast::tray {
namespace {

constexpr std::size_t kHeader = sizeof(std::uint32_t);

std::size_t length_in(std::string_view header) {
  std::uint32_t length = 0;
  std::memcpy(&length, header.data(), kHeader);
  return length;
}

}  // namespace

bool NativeReader::feed(std::string_view bytes) {
  if (is_broken_) return false;
  buffer_ += bytes;
  if (buffer_.size() >= kHeader && length_in(buffer_) > kLongest) is_broken_ = true;
  return !is_broken_;
}

std::optional<boost::json::object> NativeReader::next() {
  if (is_broken_ || buffer_.size() < kHeader) return std::nullopt;
  const std::size_t length = length_in(buffer_);
  if (length > kLongest) {
    is_broken_ = true;
    return std::nullopt;
  }
  if (buffer_.size() - kHeader < length) return std::nullopt;
  boost::system::error_code failed;
  boost::json::value message =
      boost::json::parse(std::string_view(buffer_).substr(kHeader, length), failed);
  buffer_.erase(0, kHeader + length);
  if (failed || !message.is_object()) return boost::json::object();
  return std::move(message.as_object());
}

std::string native_message(const boost::json::object& message) {
  const std::string text = boost::json::serialize(message);
  if (text.size() > kLongestToBrowser) return {};
  const auto length = static_cast<std::uint32_t>(text.size());
  std::string bytes(kHeader, '\0');
  std::memcpy(bytes.data(), &length, kHeader);
  return bytes + text;
}

}  // namespace holdfast::tray
