#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>

#include "daemon/event_pages.h"
#include "daemon/ipc_handler.h"

namespace holdfast::daemon {

/// A long text as replies {text} of 256 KiB at most, none of which ends within a character (UTF-8).
/// `more` gives the text part by part, an empty one after the last.
NextPiece text_pieces(std::function<std::string()> more);

/// The JSON object `head` with one more member, the last: `events`, an array of all that `pages`
/// still gives. Where the record cannot be read to its end, the text ends there and is no JSON.
std::function<std::string()> with_events(const boost::json::object& head, EventPages pages);

}  // namespace holdfast::daemon
