#include "platform/zone.h"

#include <stdlib.h>
#include <time.h>

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr days kBefore{2 * 365 + 1};
constexpr days kAfter{12 * 365 + 3};
// No zone changes its offset twice within a week; the shortest known spell is the month of Ramadan.
constexpr days kStep{7};

/// The C library's zone, set to a file and afterwards back to what it was.
class ScopedZone {
 public:
  explicit ScopedZone(const fs::path& file) {
    if (const char* before = ::getenv("TZ")) before_ = before;
    // The same value again would not make the library read the file again.
    set("UTC0");
    set(":" + fs::absolute(file).native());
  }
  ScopedZone(const ScopedZone&) = delete;
  ScopedZone& operator=(const ScopedZone&) = delete;
  ~ScopedZone() {
    if (before_) {
      set(*before_);
    } else {
      ::unsetenv("TZ");
      ::tzset();
    }
  }

  seconds offset_at(sys_seconds instant) const {
    const time_t time = instant.time_since_epoch().count();
    tm local{};
    ::localtime_r(&time, &local);
    return seconds(local.tm_gmtoff);
  }

 private:
  static void set(const std::string& zone) {
    ::setenv("TZ", zone.c_str(), 1);
    ::tzset();
  }
  std::optional<std::string> before_;
};

/// The first second at which the offset is no longer that of `from`; it is another one at `to`.
sys_seconds change_between(const ScopedZone& zone, sys_seconds from, sys_seconds to) {
  const seconds before = zone.offset_at(from);
  while (to - from > seconds(1)) {
    const sys_seconds middle = from + (to - from) / 2;
    (zone.offset_at(middle) == before ? from : to) = middle;
  }
  return to;
}

bool is_zone_file(const fs::path& file) {
  char magic[4] = {};
  std::ifstream(file, std::ios::binary).read(magic, sizeof magic);
  return std::string_view(magic, sizeof magic) == "TZif";
}

std::string name_of(const fs::path& file) {
  constexpr std::string_view kFolder = "zoneinfo/";
  std::error_code fault;
  const std::string target = fs::read_symlink(file, fault).native();
  const auto at = target.rfind(kFolder);
  return at == std::string::npos ? "local time" : target.substr(at + kFolder.size());
}

}  // namespace

TimeZone read_zone(const fs::path& zone_file, Wall now) {
  std::error_code fault;
  // Anything but a regular file (a pipe, say) could block.
  if (!fs::is_regular_file(zone_file, fault) || !is_zone_file(zone_file)) return {};
  const ScopedZone zone(zone_file);
  const sys_seconds begin = std::chrono::floor<seconds>(now) - kBefore;
  const sys_seconds end = begin + kBefore + kAfter;
  const seconds initial = zone.offset_at(begin);
  std::vector<TimeZone::Transition> transitions;
  seconds offset = initial;
  for (sys_seconds at = begin; at < end; at += kStep) {
    const seconds next = zone.offset_at(at + kStep);
    if (next == offset) continue;
    transitions.push_back({change_between(zone, at, at + kStep), next});
    offset = next;
  }
  return TimeZone(name_of(zone_file), initial, std::move(transitions));
}

}  // namespace holdfast::platform
