#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tray/applet/known.h"

namespace holdfast::applet {

/// What the applet keeps over its own end: until when it is quiet, and up to which event all was
/// told. No more: what happened is the daemon's to keep.
struct Memory {
  std::optional<Time> quiet_until;
  std::int64_t last_event = 0;
  std::optional<Time> last_event_time;
  friend bool operator==(const Memory&, const Memory&) = default;
};

/// $XDG_STATE_HOME/holdfast/tray.ini
std::string memory_file();
/// What cannot be read was never kept.
Memory read_memory(const std::string& file);
/// Makes the folder too. False when it could not be written; nothing depends on it.
bool write_memory(const std::string& file, const Memory& memory);

}  // namespace holdfast::applet
