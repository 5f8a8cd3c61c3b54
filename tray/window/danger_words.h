#pragma once

#include <string_view>

namespace holdfast::window {

/// Whether the words are of such a kind that a person should be near: then help in a crisis is put
/// first, whatever a program answers. A few words in three languages; it misses many.
bool speaks_of_danger(std::string_view typed);

}  // namespace holdfast::window
