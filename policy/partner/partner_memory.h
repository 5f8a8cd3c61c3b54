#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "policy/partner/partner_state.h"

namespace holdfast {

// What is remembered of the partner and of each letter across restarts. Reading throws what
// boost::json throws, or std::exception, where the text is none of ours.

/// Without the letters.
boost::json::object partner_json(const PartnerState& partner);
PartnerState partner_in(const boost::json::value& json);

boost::json::object letter_json(const Letter& letter);
Letter letter_in(const boost::json::value& json);

}  // namespace holdfast
