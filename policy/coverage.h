#pragma once

#include <boost/json/object.hpp>
#include <chrono>

namespace holdfast {

/// How time went, told apart. Everything but `asleep` and `off` is time in which the computer could
/// be used.
struct Coverage {
  using Time = std::chrono::milliseconds;
  Time verified{};     ///< it ran, and every wanted layer held
  Time weakened{};     ///< it ran, and a layer did not hold
  Time not_running{};  ///< the computer was on, and Holdfast was not running
  Time asleep{};       ///< suspended
  Time off{};          ///< as far as a synchronised clock tells

  Time in_use() const { return verified + weakened + not_running; }
  /// Of the time in use; 100 where there was none.
  double percent() const;

  Coverage& operator+=(const Coverage& other);
  friend Coverage operator-(const Coverage& one, const Coverage& other);
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// Whole seconds under the names of its fields, as on the wire and in the record.
boost::json::object to_json(const Coverage& coverage);
/// What to_json made; what is missing counts as none.
Coverage coverage_in(const boost::json::object& json);

}  // namespace holdfast
