#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "policy/host_matcher.h"

// The first byte says how many bytes of the end are a name to ask for; the others are an index.
// Both live in memory of exactly their size, so that any step out of bounds is seen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  if (size < 1) return 0;
  const std::size_t name_size = data[0] < size ? data[0] : size - 1;
  const std::size_t index_size = size - 1 - name_size;
  const auto index = std::make_unique<std::byte[]>(index_size);
  std::memcpy(index.get(), data + 1, index_size);
  const auto text = std::make_unique<char[]>(name_size);
  std::memcpy(text.get(), data + 1 + index_size, name_size);
  const std::string_view name(text.get(), name_size);

  const auto matcher = HostMatcher::open(std::span(index.get(), index_size));
  if (!matcher) return 0;
  const auto match = matcher->match(name);
  if (match && !name.ends_with(*match)) std::abort();
  matcher->for_each([&](std::string_view listed) { (void)matcher->match(listed); });
  return 0;
}
