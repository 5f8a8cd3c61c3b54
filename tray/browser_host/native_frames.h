#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::tray {

/// Native messaging between a browser and this program: JSON with its length in front, four bytes
/// in the machine's own order. What an extension has to say here is short; a longer message is
/// taken for a broken stream.
class NativeReader {
 public:
  static constexpr std::size_t kLongest = 64 * 1024;

  /// Takes bytes in. False once the stream is broken; then nothing more comes of it.
  bool feed(std::string_view bytes);
  /// The next whole message, an empty object where it is no JSON object; nothing until more came.
  std::optional<boost::json::object> next();

 private:
  std::string buffer_;
  bool is_broken_ = false;
};

/// Browsers take no longer message from a program.
inline constexpr std::size_t kLongestToBrowser = 1024 * 1024;

/// The bytes of a message; empty where it is longer than kLongestToBrowser.
std::string native_message(const boost::json::object& message);

}  // namespace holdfast::tray
