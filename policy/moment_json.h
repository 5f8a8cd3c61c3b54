#pragma once

#include <boost/json/value.hpp>
#include <cstdint>

#include "policy/moment.h"

namespace holdfast {

// Instants as they are remembered: whole milliseconds. Reading throws what boost::json throws.

inline std::int64_t to_number(Elapsed at) { return at.time_since_epoch().count(); }
inline std::int64_t to_number(Wall at) { return at.time_since_epoch().count(); }
inline Elapsed elapsed_of(const boost::json::value& value) {
  return Elapsed(std::chrono::milliseconds(value.to_number<std::int64_t>()));
}
inline Wall wall_of(const boost::json::value& value) {
  return Wall(std::chrono::milliseconds(value.to_number<std::int64_t>()));
}

}  // namespace holdfast
