#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string_view>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// A line for each promise: what it says, whether it is kept today, on how many days it was.
void show_promises(const boost::json::array& promises, Context& context);

/// The promises that were meant: the one that says exactly this, else all that contain it, upper
/// and lower case alike in ASCII. Without a text all that are not kept today.
boost::json::array promises_meant(const boost::json::array& promises, std::string_view text);

}  // namespace holdfast::cli
