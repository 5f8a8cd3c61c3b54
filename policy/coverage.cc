#include "policy/coverage.h"

#include <boost/json/value.hpp>
#include <string_view>
#include <utility>

namespace holdfast {
namespace {

constexpr std::pair<std::string_view, Coverage::Time Coverage::*> kFields[] = {
    {"verified", &Coverage::verified},
    {"weakened", &Coverage::weakened},
    {"not_running", &Coverage::not_running},
    {"asleep", &Coverage::asleep},
    {"off", &Coverage::off}};

}  // namespace

double Coverage::percent() const {
  const auto all = static_cast<double>(in_use().count());
  return all > 0 ? 100.0 * static_cast<double>(verified.count()) / all : 100.0;
}

Coverage& Coverage::operator+=(const Coverage& other) {
  for (const auto& [name, field] : kFields) this->*field += other.*field;
  return *this;
}

Coverage operator-(const Coverage& one, const Coverage& other) {
  Coverage difference;
  for (const auto& [name, field] : kFields) difference.*field = one.*field - other.*field;
  return difference;
}

boost::json::object to_json(const Coverage& coverage) {
  boost::json::object json;
  for (const auto& [name, field] : kFields) {
    json[name] = std::chrono::floor<std::chrono::seconds>(coverage.*field).count();
  }
  return json;
}

Coverage coverage_in(const boost::json::object& json) {
  Coverage coverage;
  for (const auto& [name, field] : kFields) {
    const boost::json::value* value = json.if_contains(name);
    if (value != nullptr && value->is_int64()) {
      coverage.*field = std::chrono::seconds(value->as_int64());
    }
  }
  return coverage;
}

}  // namespace holdfast
