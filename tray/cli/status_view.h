#pragma once

#include <boost/json/object.hpp>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// The screen people look at every day: the answers to GetStatus and GetSupport (empty where there
/// is none) in kind words. The person is never called more than the alias.
void show_status(const boost::json::object& status, const boost::json::object& support,
                 Context& context);

}  // namespace holdfast::cli
