#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/mail/account.h"

// An account that was taken is written so that it is read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::platform;
  const auto account = parse_mail_account("mail.toml", {reinterpret_cast<const char*>(data), size});
  if (!account) return 0;
  const auto again = parse_mail_account("mail.toml", print_mail_account(*account));
  if (!again || *again != *account) std::abort();
  return 0;
}
