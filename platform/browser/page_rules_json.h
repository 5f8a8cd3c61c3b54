#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "policy/page_rules.h"

namespace holdfast::platform {

/// What stands for a rule in what is written for all to read.
using RuleIds = std::function<std::string(std::string_view key)>;

/// Page rules as the browser extension takes them; its README.md has the shape. `kind_page` is
/// where it leads a person instead.
boost::json::object page_rules_json(const PageRules& rules, std::string_view kind_page,
                                    const RuleIds& ids);

}  // namespace holdfast::platform
