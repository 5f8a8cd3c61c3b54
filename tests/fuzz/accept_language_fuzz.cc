#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/accept_language.h"

// Whatever comes, one of the offered is chosen; and what is put ahead with more weight wins.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using holdfast::platform::best_language;
  static constexpr std::array<std::string_view, 3> kOffered = {"en", "de", "es"};
  const std::string field(reinterpret_cast<const char*>(data), size);
  if (best_language(field, kOffered) >= kOffered.size()) std::abort();
  if (best_language("es," + field, kOffered) != 2) std::abort();
  return 0;
}
