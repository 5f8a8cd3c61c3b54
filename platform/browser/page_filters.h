#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/page_rules.h"

namespace holdfast::platform {

/// Page rules in the words of a browser's own policy: the floor below the extension. It sees less:
/// no percent-encoding, no doubled slash, no navigation within a page.
struct PageFilters {
  std::vector<std::string> blocked;
  std::vector<std::string> allowed;
  std::size_t left_out = 0;  ///< blocked ones beyond kMaxPageFilters
};

/// As many as the browsers take in one list.
inline constexpr std::size_t kMaxPageFilters = 1000;

/// URLBlocklist and URLAllowlist of Chromium ("URL blocklist filter format"). A path there is a
/// prefix and knows case. So the usual ways to write a handle each have a filter, and handles that
/// merely begin alike are let through by one for every character they may go on with: of two
/// filters the longer one wins. Not on hosts that are blocked whole, here or by `others`, the
/// filters that somebody else set: to allow a path there would open it.
PageFilters chromium_filters(const PageRules& rules, const std::vector<std::string>& others = {});

/// WebsiteFilter of Firefox: match patterns, which ignore case.
PageFilters firefox_filters(const PageRules& rules);

}  // namespace holdfast::platform
