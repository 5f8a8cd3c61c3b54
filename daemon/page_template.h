#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "daemon/page_words.h"

namespace holdfast::daemon {

/// What a page template becomes. Its marks are comments and attributes, so that the template is a
/// page by itself, the one that the extension brings along:
/// - `<!-- if A B -->…<!-- end -->` stays where A or B is kept;
/// - `<!-- slot A -->` becomes the HTML of that slot;
/// - an element with `data-message="KEY"` has those words for its text, and one with
///   `data-call="KEY"` that number, to be called.
struct PageFilling {
  std::set<std::string, std::less<>> kept;
  std::map<std::string, std::string, std::less<>> slots;
};
std::string filled_page(std::string_view page, const PageFilling& filling, const PageWords& words);

}  // namespace holdfast::daemon
