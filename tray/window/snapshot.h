#pragma once

#include <boost/json/object.hpp>
#include <chrono>

namespace holdfast::window {

/// What the daemon last answered, as it came; empty objects for what it did not answer. Pages are
/// made from this and nothing else, so that one picture of the moment is shown everywhere.
struct Snapshot {
  std::chrono::sys_seconds now{};
  boost::json::object status;    ///< GetStatus
  boost::json::object support;   ///< GetSupport
  boost::json::object insights;  ///< Insights
  boost::json::object rules;     ///< ListRules
  boost::json::object pending;   ///< ListPending
  boost::json::object partner;   ///< GetPartner
};

}  // namespace holdfast::window
