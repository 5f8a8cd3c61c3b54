#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::cli {

/// Reading an answer without trusting it: what is missing or of another type reads as empty. The
/// daemon may be older or newer than this program. Text comes out clean (layout.h).
std::string text_of(const boost::json::object& object, std::string_view key);
std::int64_t number_of(const boost::json::object& object, std::string_view key);
double share_of(const boost::json::object& object, std::string_view key);
bool is_true(const boost::json::object& object, std::string_view key);
const boost::json::object& object_of(const boost::json::object& object, std::string_view key);
const boost::json::array& list_of(const boost::json::object& object, std::string_view key);

/// The element as an object, or an empty one.
const boost::json::object& as_object(const boost::json::value& value);
/// The element as clean text, or empty.
std::string as_text(const boost::json::value& value);

}  // namespace holdfast::cli
