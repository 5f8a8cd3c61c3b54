#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "platform/fd.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// A sealed memfd with a copy of `bytes`: whoever gets it can neither change nor shorten it.
/// `name` shows in /proc/PID/maps.
Result<platform::Fd> seal_bytes(std::span<const std::byte> bytes, const char* name);

/// A file mapped for reading, for as long as this lives.
class MappedBytes {
 public:
  MappedBytes() = default;
  MappedBytes(MappedBytes&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedBytes& operator=(MappedBytes&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedBytes();

  /// An empty file gives empty bytes. The descriptor may be closed afterwards.
  static Result<MappedBytes> map(int fd);
  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  explicit MappedBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::span<const std::byte> bytes_;
};

}  // namespace holdfast::daemon
