#pragma once

#include <boost/json/array.hpp>
#include <string_view>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// What is wrong with a policy, one `file:line:column: what; hint` each, as compilers print them:
/// editors and scripts find the place.
void show_problems(std::string_view file, const boost::json::array& problems, Context& context);

}  // namespace holdfast::cli
