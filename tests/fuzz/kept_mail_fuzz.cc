#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tray/cli/kept_mail.h"

// What is found in any bytes is a mark as the daemon takes it, and is found again alone, in a
// header and at the end of the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using holdfast::cli::find_record_mark;
  const std::string mail(reinterpret_cast<const char*>(data), size);
  const auto mark = find_record_mark(mail);
  if (!mark) return 0;
  const std::size_t colon = mark->find(':');
  if (colon == std::string::npos || colon == 0 || colon > 18 || mark->size() != colon + 20) {
    std::abort();
  }
  if (mark->find_first_not_of("0123456789abcdef:-") != std::string::npos) std::abort();
  if (find_record_mark(*mark) != mark) std::abort();
  if (find_record_mark("X-Holdfast-Record: " + *mark + "\r\n\r\n" + mail) != mark) std::abort();
  return 0;
}
