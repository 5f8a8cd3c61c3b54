#pragma once

#include <memory>

#include "policy/page_rules.h"
#include "tests/fakes/block_sets.h"

namespace holdfast {

inline std::shared_ptr<const Catalog> built_in_catalog() {
  static const auto catalog =
      std::make_shared<const Catalog>(Catalog::parse(Catalog::built_in_texts()).value());
  return catalog;
}

/// One person's pages on Instagram, and one domain.
inline BlockSet her_pages() {
  BlockSet set = hosts_set({"example.org"});
  set.profiles.push_back({{"instagram", "her.name"}, "block instagram/her.name", std::nullopt});
  return set;
}

inline PageRules her_rules() { return page_rules(her_pages(), *built_in_catalog()); }

}  // namespace holdfast
