#pragma once

#include <string>

#include "policy/result.h"

namespace holdfast::platform {

/// A word that nobody guesses and everybody can read to somebody else, such as `tavo-remi-dusa`:
/// six syllables from getrandom(2), which makes about 10^11 of them.
Result<std::string> make_spoken_word();

}  // namespace holdfast::platform
