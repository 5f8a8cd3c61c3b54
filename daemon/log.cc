#include "daemon/log.h"

#include <cstdlib>
#include <string>

#include <unistd.h>

namespace holdfast::daemon {
namespace {

LogLevel shown = LogLevel::kInfo;

// syslog(3) priorities: 3 error, 4 warning, 6 info, 7 debug.
std::string_view prefix(LogLevel level) {
  static const bool to_journal = std::getenv("JOURNAL_STREAM") != nullptr;
  switch (level) {
    case LogLevel::kError:
      return to_journal ? "<3>" : "error: ";
    case LogLevel::kWarning:
      return to_journal ? "<4>" : "warning: ";
    case LogLevel::kInfo:
      return to_journal ? "<6>" : "";
    case LogLevel::kDebug:
      return to_journal ? "<7>" : "debug: ";
  }
  return "";
}

}  // namespace

void set_log_level(LogLevel level) { shown = level; }

void log(LogLevel level, const std::string& text) {
  if (level > shown) return;
  std::string line(prefix(level));
  line.append(text).push_back('\n');
  // One write, so that lines of two processes do not mix. Where it fails there is nobody to tell.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace holdfast::daemon
