#include "policy/promise.h"

namespace holdfast {
namespace {

std::chrono::local_days day_of(Wall now, const TimeZone& zone) {
  return std::chrono::floor<std::chrono::days>(zone.to_local(now));
}

}  // namespace

bool is_kept_today(const PromiseMemory& memory, Wall now, const TimeZone& zone) {
  return memory.days_kept > 0 && day_of(now, zone) <= memory.last;
}

bool keep(PromiseMemory& memory, Wall now, const TimeZone& zone) {
  if (is_kept_today(memory, now, zone)) return false;
  memory.last = day_of(now, zone);
  ++memory.days_kept;
  return true;
}

}  // namespace holdfast
