// A service file of anybody's making: no crash, and links on what it declares can be matched.
#include "policy/catalog.h"

#include <array>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  const std::array<std::pair<std::string, std::string>, 1> texts = {
      {{"fuzz.toml", std::string(reinterpret_cast<const char*>(data), size)}}};
  const auto catalog = Catalog::parse(texts);
  if (!catalog) return 0;
  for (const Service& service : catalog->services()) {
    for (const UrlPattern& pattern : service.patterns) {
      (void)catalog->match_link(pattern.host, pattern.path);
    }
    (void)catalog->pages_of({service.id, "her.name"});
  }
  return 0;
}
