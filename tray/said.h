#pragma once

#include <boost/json/object.hpp>

namespace holdfast {

/// Puts what the daemon says into the person's language: where `x_phrase` tells how the English
/// text `x` was made (platform/ipc/PROTOCOL.md), `x` becomes the same in their words, and
/// `x_phrase` is taken out. A text whose making is not told, not understood or not translated stays
/// English.
void say_in_own_language(boost::json::object& reply);

/// Takes out every `x_phrase`, and leaves the English: for programs that read.
void say_in_english(boost::json::object& reply);

}  // namespace holdfast
