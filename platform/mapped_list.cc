#include "platform/mapped_list.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <string>
#include <utility>

#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

void unmap(std::span<const std::byte> bytes) {
  if (!bytes.empty()) ::munmap(const_cast<std::byte*>(bytes.data()), bytes.size());
}

}  // namespace

Result<MappedList> MappedList::map(int fd, std::string_view shown) {
  const Phrase cannot = say("cannot open the list index {1}", {std::string(shown)});
  struct stat status {};
  if (::fstat(fd, &status) != 0) return system_error(cannot);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || size == 0) {
    return Error{ErrorCode::kCorrupt,
                 with_hint(say("{1}: it is empty", {cannot}), say("import the list again"))};
  }
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  if (start == MAP_FAILED) return system_error(cannot);
  const std::span bytes(static_cast<const std::byte*>(start), size);
  const auto matcher = HostMatcher::open(bytes);
  if (!matcher) {
    unmap(bytes);
    return Error{matcher.error().code, say("{1}: {2}", {cannot, matcher.error().text})};
  }
  return MappedList(bytes, *matcher);
}

MappedList::MappedList(MappedList&& other) noexcept
    : bytes_(std::exchange(other.bytes_, {})), matcher_(std::exchange(other.matcher_, {})) {}

MappedList& MappedList::operator=(MappedList&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(matcher_, other.matcher_);
  return *this;
}

MappedList::~MappedList() { unmap(bytes_); }

}  // namespace holdfast::platform
