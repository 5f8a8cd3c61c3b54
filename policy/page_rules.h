#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/block_set.h"
#include "policy/catalog.h"
#include "policy/handle_rule.h"

namespace holdfast {

/// One way in which a person is written on a service, and the pages on which it stands so. In every
/// pattern's path the mark is `{handle}`, also where the catalog says `{id}`.
struct WrittenPerson {
  std::string handle;  ///< canonical
  std::string ignore;  ///< characters that links may have in between
  HandleCase letters = HandleCase::kInsensitive;
  std::vector<UrlPattern> pages;
};

/// What a rule takes away in a layer that sees addresses of pages.
struct PageRule {
  std::string rule;             ///< its key (`key_of`)
  std::vector<HostName> hosts;  ///< whole domains with their subdomains
  std::vector<WrittenPerson> people;
  std::optional<Wall> ends;  ///< nothing: never
};

/// A block set for layers that see addresses of pages.
struct PageRules {
  std::vector<HostName> allowed;  ///< with their subdomains: none of the `hosts` holds there
  std::vector<PageRule> rules;    ///< by key; none is empty
};

/// Of hosts those that a person opens: neither their spellings (www.) nor a service's media hosts,
/// which other pages use as well.
PageRules page_rules(const BlockSet& set, const Catalog& catalog);

/// The rule that takes this page away, or nothing. `rest` is path, query and fragment; it begins
/// with `/`.
const PageRule* rule_of_page(const PageRules& rules, const HostName& host, std::string_view rest);

}  // namespace holdfast
