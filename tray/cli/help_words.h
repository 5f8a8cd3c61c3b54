#pragma once

#include <boost/json/array.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::cli {

/// What the contract calls by one word (`Help`), in words for people.
struct HelpWords {
  const char* word;    ///< as on the wire
  const char* name;    ///< short, for a column; to be translated
  const char* advice;  ///< what to do, to be translated; empty where the person's own words say it
  const char* helped;  ///< what it was that helped, to be translated
};

/// Null for a word that this program does not know.
const HelpWords* help_words(std::string_view word);

/// `let_it_pass, breathe, ...`: what can be typed.
std::string all_help_words();

/// As wide as the widest name of what is offered.
std::size_t help_column();

/// What can be offered without asking anybody, in the contract's words.
boost::json::array always_there();

}  // namespace holdfast::cli
