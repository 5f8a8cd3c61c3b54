#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace holdfast::platform {

/// Which of `offered` (language codes such as `de`, the first one being the fallback) suits an
/// Accept-Language field best (RFC 9110 section 12.5.4): the highest weight, and of alike ones what
/// stands first. `de-AT` asks for `de` as well; weight 0 and what cannot be read count for nothing.
std::size_t best_language(std::string_view field, std::span<const std::string_view> offered);

}  // namespace holdfast::platform
