#include "daemon/unwatched.h"

#include <filesystem>
#include <sstream>
#include <system_error>

#include "platform/atomic_file.h"

namespace holdfast::daemon {
namespace {

constexpr std::size_t kLongest = 256;
constexpr platform::WriteOptions kForRootAlone{.mode_if_new = 0600};

}  // namespace

Result<void> note_unwatched(const platform::Paths& paths, const ClockReading& reading) {
  const std::string line = std::to_string(reading.since_boot.count()) + " " +
                           std::to_string(reading.awake.count()) + " " + reading.boot_id + "\n";
  const auto written = platform::write_file(paths.unwatched(), line, kForRootAlone);
  if (!written) return written.error();
  return {};
}

std::optional<ClockReading> read_unwatched(const platform::Paths& paths) {
  const auto text = platform::read_file(paths.unwatched(), kLongest);
  if (!text) return std::nullopt;
  std::istringstream words(*text);
  std::int64_t since_boot = 0;
  std::int64_t awake = 0;
  ClockReading reading;
  if (!(words >> since_boot >> awake >> reading.boot_id)) return std::nullopt;
  reading.since_boot = std::chrono::milliseconds(since_boot);
  reading.awake = std::chrono::milliseconds(awake);
  const bool is_possible = awake >= 0 && since_boot >= awake;
  return is_possible ? std::optional(reading) : std::nullopt;
}

void forget_unwatched(const platform::Paths& paths) {
  std::error_code error;
  std::filesystem::remove(paths.unwatched(), error);
}

}  // namespace holdfast::daemon
