#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/hosts_text.h"
#include "tests/fakes/block_sets.h"

namespace {

using holdfast::platform::HostsText;
using holdfast::platform::SectionState;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// Whatever a hosts file holds: our section can be written into it, is then whole, and gives every
// other byte back when it goes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kBody = holdfast::platform::render_hosts_body(
      holdfast::hosts_set({"a.org", "b.example"}), holdfast::sinkhole());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);

  const HostsText found = holdfast::platform::parse_hosts(bytes);
  require(found.place <= found.rest.size());
  if (found.state == SectionState::kAbsent) require(found.rest == bytes);

  const std::string held = render_hosts(found, kBody);
  const HostsText again = holdfast::platform::parse_hosts(held);
  require(again.state == SectionState::kWhole);
  require(again.body == kBody.lines);
  require(again.rest == found.rest);
  require(render_hosts(again, kBody) == held);

  holdfast::platform::lines_around_block(found.rest, kBody.names);
  holdfast::platform::unmarked_lines(found.rest, holdfast::sinkhole());
  return 0;
}
