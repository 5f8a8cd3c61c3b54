#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/mail/slip_file.h"

// A letter may go only where nothing at all was written, or a whole verdict says that it did not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::platform;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Fate fate = fate_in(text);
  if (fate.kind == Fate::Kind::kInFlight) std::abort();
  if ((fate.kind == Fate::Kind::kNotBegun) != text.empty()) std::abort();
  if (fate.kind == Fate::Kind::kDecided && !fate.verdict) std::abort();
  const bool is_sure = fate.verdict && fate.verdict->kind != MailVerdict::Kind::kUnsure;
  if (is_sure && !text.ends_with('\n')) std::abort();
  return 0;
}
