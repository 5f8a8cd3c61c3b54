#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "policy/moment.h"

namespace holdfast {

/// A time zone as a plain value: its name and the instants at which the offset changes. The
/// platform fills it from the system's zone data for some years around now.
class TimeZone {
 public:
  struct Transition {
    std::chrono::sys_seconds from;
    std::chrono::seconds offset;  ///< local time minus UTC, from then on
    friend bool operator==(const Transition&, const Transition&) = default;
  };

  /// UTC.
  TimeZone() = default;
  /// `transitions` ascend; `initial` is the offset before the first.
  TimeZone(std::string name, std::chrono::seconds initial, std::vector<Transition> transitions);

  const std::string& name() const { return name_; }
  std::chrono::seconds initial() const { return initial_; }
  const std::vector<Transition>& transitions() const { return transitions_; }
  std::chrono::seconds offset_at(Wall instant) const;
  std::chrono::local_time<std::chrono::milliseconds> to_local(Wall instant) const;
  /// A local time that occurs twice means its second occurrence, one that is skipped the instant
  /// of the gap's end: neither makes an end come early.
  Wall to_wall(std::chrono::local_time<std::chrono::milliseconds> local) const;

  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  std::string name_ = "UTC";
  std::chrono::seconds initial_{0};
  std::vector<Transition> transitions_;
};

}  // namespace holdfast
