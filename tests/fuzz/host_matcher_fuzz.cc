#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "policy/host_index.h"
#include "policy/host_matcher.h"

namespace {

using namespace holdfast;

/// Makes the header agree with the size, so that what follows it is looked at: open() alone would
/// stop nearly every input.
void repair_header(std::span<std::byte> index) {
  if (index.size() < host_index::kHeaderSize) return;
  const std::uint32_t buckets = 8 + std::to_integer<std::uint32_t>(index[12]) % 120;
  const std::uint32_t offset_size = std::to_integer<int>(index[16]) % 2 == 0 ? 2 : 4;
  const std::size_t around = host_index::kHeaderSize + 4 * host_index::Shape::of(buckets).groups() +
                             std::size_t{offset_size} * (buckets + 1) + host_index::kPadding;
  if (index.size() < around) return;
  const auto put = [&](std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) index[at + i] = static_cast<std::byte>(value >> 8 * i);
  };
  std::memcpy(index.data(), host_index::kMagic.data(), host_index::kMagic.size());
  put(12, buckets);
  put(16, offset_size);
  put(20, static_cast<std::uint32_t>(index.size() - around));
}

}  // namespace

// The first byte says how many bytes of the end are a name to ask for (and, by its highest bit,
// whether the header stays as it is); the others are an index. Both live in memory of exactly
// their size, so that any step out of bounds is seen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::size_t wanted = data[0] & 0x7f;
  const std::size_t name_size = wanted < size ? wanted : size - 1;
  const std::size_t index_size = size - 1 - name_size;
  const auto index = std::make_unique<std::byte[]>(index_size);
  if (index_size > 0) std::memcpy(index.get(), data + 1, index_size);
  const std::span bytes(index.get(), index_size);
  if ((data[0] & 0x80) == 0) repair_header(bytes);
  const auto text = std::make_unique<char[]>(name_size);
  if (name_size > 0) std::memcpy(text.get(), data + 1 + index_size, name_size);
  const std::string_view name(text.get(), name_size);

  const auto matcher = HostMatcher::open(bytes);
  if (!matcher) return 0;
  const auto match = matcher->match(name);
  if (match && !name.ends_with(*match)) std::abort();
  matcher->for_each([&](std::string_view listed) { (void)matcher->match(listed); });
  return 0;
}
