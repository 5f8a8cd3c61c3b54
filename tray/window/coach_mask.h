#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tray/window/snapshot.h"

namespace holdfast::window {

/// Words of the person's own rules and settings that a coach never hears.
struct Identifiers {
  std::vector<std::string> people;  ///< handles and the alias, in any spelling
  std::vector<std::string> pages;   ///< hosts, in any spelling
  std::vector<std::string> names;   ///< of friends, as they are written: `Will` is no `will`
};
Identifiers identifiers_of(const Snapshot& snapshot);

/// `typed` with links and hosts said as "a page"; mail addresses, @handles, telephone numbers and
/// the identifiers said as "someone". Where a word may be a host or a name, it is left out: too
/// little is said rather than too much. UTF-8; what is none gives nothing.
std::string masked(std::string_view typed, const Identifiers& identifiers);

}  // namespace holdfast::window
