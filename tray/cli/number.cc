#include "tray/cli/number.h"

#include <charconv>

namespace holdfast::cli {

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  std::int64_t id = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, id);
  if (error != std::errc{} || stop != end || id < 1) return std::nullopt;
  return id;
}

}  // namespace holdfast::cli
