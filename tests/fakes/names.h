#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace holdfast::fakes {

/// Makes up a block list that is like the real ones: two thirds of its names are registered
/// domains, the others lie below them (www., a few services, or one of thousands of blogs below one
/// host), and three in ten lie within another name of the list. The same seed makes the same names
/// on every machine. Different names only, in no order.
std::vector<std::string> list_names(std::size_t count, std::uint64_t seed = 1);

/// Made-up names none of which lies within a name of list_names() of any seed: most have a
/// registered domain of their own, one in eight lies beside listed names below a shared one.
std::vector<std::string> other_names(std::size_t count, std::uint64_t seed = 1);

/// As the lines of a hosts file, with a heading of comments.
std::string hosts_text(const std::vector<std::string>& names);

}  // namespace holdfast::fakes
