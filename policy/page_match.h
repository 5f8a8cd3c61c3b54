#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "policy/catalog.h"
#include "policy/host_name.h"
#include "policy/link.h"

namespace holdfast {

/// Whom a link shows, by one pattern. Literal text counts, so that of two patterns the more telling
/// one wins.
struct FoundPerson {
  std::string person;  ///< what stood for {handle} or {id}, as written
  bool by_number = false;
  std::size_t literals = 0;  ///< bytes of the pattern beside the mark
};

/// A link against one pattern of a service. Case (of all but the person), percent-encoding, doubled
/// slashes, the order of a query and the spellings of a host (www., m., de.) are seen through.
std::optional<FoundPerson> match_page(const UrlPattern& pattern, const HostName& host,
                                      const PagePath& link);

}  // namespace holdfast
