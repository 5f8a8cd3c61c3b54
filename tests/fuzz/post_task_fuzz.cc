#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/post/task.h"

// What was taken is written in one way, and that is taken as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::daemon;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto job = read_job(text)) {
    const auto again = read_job(written(*job));
    if (!again || written(*again) != written(*job)) std::abort();
  }
  if (const auto answer = read_answer(text)) {
    const auto again = read_answer(written(*answer));
    if (!again || written(*again) != written(*answer)) std::abort();
  }
  return 0;
}
