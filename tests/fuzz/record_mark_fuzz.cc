#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "policy/partner/record_mark.h"

// What was taken is written in one way, and that is taken as the same mark.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  const auto mark = parse_mark({reinterpret_cast<const char*>(data), size});
  if (!mark) return 0;
  const auto again = parse_mark(to_text(*mark));
  if (!again || !(*again == *mark) || mark->entries < 0) std::abort();
  return 0;
}
