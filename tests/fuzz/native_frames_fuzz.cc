#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tray/browser_host/native_frames.h"

// Any bytes, in one piece or byte by byte, give the same messages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using holdfast::tray::NativeReader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  NativeReader whole;
  NativeReader cut;
  (void)whole.feed(bytes);
  std::size_t in_pieces = 0;
  for (const char byte : bytes) {
    if (!cut.feed(std::string_view(&byte, 1))) break;
    while (cut.next()) ++in_pieces;
  }
  std::size_t at_once = 0;
  while (whole.next()) ++at_once;
  // What comes before a break in one piece may be lost with it; nothing may be made up.
  if (at_once > in_pieces) std::abort();
  return 0;
}
