#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tray/cli/layout.h"
#include "tray/window/coach_reply.h"

// Whatever a coach says, what is shown is clean, short and ends in a whole character.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  const auto reply = window::coach_reply({reinterpret_cast<const char*>(data), size});
  if (!reply) return 0;
  const auto characters = std::count_if(reply->begin(), reply->end(), [](char one) {
    return (static_cast<unsigned char>(one) & 0xC0U) != 0x80;
  });
  if (reply->empty() || characters > static_cast<long>(window::kMostReply)) std::abort();
  if (cli::clean(*reply) != *reply || reply->find("://") != std::string::npos) std::abort();
  return 0;
}
