// Whatever is pasted: no crash, errors fit for a terminal, and every target reads back as itself.
#include "policy/target.h"

#include <cstdint>
#include <cstdlib>

#include "policy/catalog.h"
#include "policy/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  static const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto target = parse_target(text, catalog);
  if (!target) {
    if (!is_showable(target.error().text.english())) std::abort();
    return 0;
  }
  const auto again = parse_target(to_string(*target), catalog);
  if (!again || *again != *target) std::abort();
  return 0;
}
