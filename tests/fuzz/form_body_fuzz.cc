#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/form_body.h"

// Whatever comes, no value is longer than what it was read from, and a second one takes it away.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using holdfast::platform::form_value;
  const std::string form(reinterpret_cast<const char*>(data), size);
  const auto value = form_value(form, "rule");
  if (!value) return 0;
  if (value->size() > form.size()) std::abort();
  if (form_value(form + "&rule=1", "rule")) std::abort();
  return 0;
}
