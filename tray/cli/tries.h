#pragma once

#include <boost/json/array.hpp>
#include <cstdint>
#include <string>

namespace holdfast::cli {

/// Looks the names up as every program of this computer does, getaddrinfo(3), and says whether each
/// leads to the sinkhole (dotted IPv4) or its IPv4-mapped form and nowhere else. One check, as
/// io.holdfast.Control's `Check`; none without names.
boost::json::array try_names(const boost::json::array& names, const std::string& sinkhole);

/// Visits the sinkhole by HTTP, under a name that no rule can cover, so that no urge comes of it.
/// One check.
boost::json::object try_visit(const std::string& sinkhole, std::uint16_t port = 80);

}  // namespace holdfast::cli
