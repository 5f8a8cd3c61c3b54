#pragma once

#include <boost/json/object.hpp>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// The screen people look at every day: the answer to GetStatus in kind words. The person is never
/// called more than the alias.
void show_status(const boost::json::object& status, Context& context);

}  // namespace holdfast::cli
