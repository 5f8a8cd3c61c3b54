#include "daemon/network.h"

#include <utility>

#include "daemon/log.h"

namespace holdfast::daemon {

void Network::watch(const platform::Firewall& firewall, OnTouch on_touch, OnAttempt on_attempt) {
  on_touch_ = std::move(on_touch);
  on_attempt_ = std::move(on_attempt);
  if (auto table = platform::FirewallWatch::open(firewall.port_id())) {
    table_ = std::move(table).value();
    table_ready_ = std::make_unique<Readable>(loop_, table_->fd(), [this] { on_table(); });
  } else {
    log(LogLevel::kWarning, "changes to the firewall are not noticed: " + table.error().text);
  }
  if (auto packets = platform::AttemptLog::open(kLogGroup)) {
    packets_ = std::move(packets).value();
    packets_ready_ = std::make_unique<Readable>(loop_, packets_->fd(), [this] { on_packets(); });
  } else {
    log(LogLevel::kWarning, "refused packets are not seen: " + packets.error().text);
  }
}

void Network::on_table() {
  auto touches = table_->read();
  if (!touches || touches->empty()) return;
  const platform::TableTouch& last = touches->back();
  std::optional<Program> by;
  if (last.pid != 0) by = Program{.pid = last.pid, .uid = 0, .name = last.program};
  on_touch_(std::move(by));
}

void Network::on_packets() {
  auto reading = packets_->read();
  if (!reading) return;
  for (Attempt& attempt : reading->attempts) on_attempt_(std::move(attempt));
}

}  // namespace holdfast::daemon
