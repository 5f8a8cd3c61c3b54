#include "daemon/sentry/shared_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace holdfast::daemon {
namespace {

using platform::Fd;

Error failed(const char* what) {
  return {errno == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kSystem,
          say("{1}: {2}", {say(what), say(std::strerror(errno))})};
}

}  // namespace

Result<Fd> seal_bytes(std::span<const std::byte> bytes, const char* name) {
  Fd memory(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory) return failed(marked("cannot make shared memory"));
  while (!bytes.empty()) {
    const ssize_t written = ::write(memory.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed(marked("cannot fill shared memory"));
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  constexpr int kSeals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
  if (::fcntl(memory.get(), F_ADD_SEALS, kSeals) != 0)
    return failed(marked("cannot seal shared memory"));
  return memory;
}

MappedBytes::~MappedBytes() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

Result<MappedBytes> MappedBytes::map(int fd) {
  const off_t size = ::lseek(fd, 0, SEEK_END);  // fstat(2) is more than the sentry may call
  if (size < 0) return failed(marked("cannot measure shared memory"));
  if (size == 0) return MappedBytes();
  const auto length = static_cast<std::size_t>(size);
  // Not MAP_SHARED: before Linux 6.7 that is refused for a sealed memfd.
  void* memory = ::mmap(nullptr, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (memory == MAP_FAILED) return failed(marked("cannot map shared memory"));
  return MappedBytes(std::span(static_cast<const std::byte*>(memory), length));
}

}  // namespace holdfast::daemon
