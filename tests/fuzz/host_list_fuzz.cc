#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "policy/host_list.h"
#include "policy/host_name.h"

// Whatever a list says: all names in the index are canonical, may be blocked, and are found.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  HostMatcherBuilder builder;
  const auto report = read_host_list({reinterpret_cast<const char*>(data), size}, builder);
  if (!report || report->names != builder.size()) std::abort();
  const auto index = std::move(builder).build();
  const auto matcher = HostMatcher::open(index);
  if (!matcher || matcher->size() > report->names) std::abort();
  std::size_t seen = 0;
  matcher->for_each([&](std::string_view name) {
    const auto host = HostName::parse(name);
    if (!host || host->ascii() != name || host->why_not_blockable()) std::abort();
    if (matcher->match(name) != name) std::abort();
    if (matcher->match("a." + std::string(name)).value_or(name) != name) std::abort();
    ++seen;
  });
  if (seen != matcher->size()) std::abort();
  return 0;
}
