#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "daemon/sentry/channel_io.h"
#include "daemon/sentry/gate.h"
#include "daemon/sentry/poller.h"
#include "platform/fd.h"

namespace holdfast::daemon {

struct SentryLimits {
  /// Sockets it may hold at once for connections.
  std::size_t descriptors = 0;
  /// How long it goes on after the daemon is gone and no other has come.
  std::chrono::seconds orphan_life = std::chrono::hours(1);
  /// Besides root, who may take it over.
  uid_t owner = 0;
};

/// The loop of the unprivileged process: the channel to the daemon, the listeners, and a Gate for
/// what comes in by them.
///
/// It outlives its daemon. When the channel closes it goes on answering with what it holds, keeps
/// what it could not report, and listens on the control socket for the next daemon, which connects
/// there and sends Release: it then gets the listeners with all that waits in them, and the
/// reports; what is open is finished, and the process ends. So no redirected port is ever without a
/// listener, and the firewall need not change. Nobody came for `orphan_life`: it ends too, and the
/// redirected ports refuse.
class Sentry {
 public:
  Sentry(platform::Fd channel, const SentryLimits& limits);
  /// Returns when the process should end.
  void run();

 private:
  enum class Life : std::uint8_t {
    kServing,
    kLeaving,  ///< without listeners; ends with the last connection
    kOver,
  };
  struct Listener {
    platform::Fd socket;
    ListenerRole role;
  };

  enum class Waits : std::uint8_t { kForClients, kForSuccessor };

  void on_event(const PollKey& key, Instant now);
  void on_channel(Instant now);
  void on_control(Instant now);
  void on_listener(std::uint32_t index, Instant now);
  void on_message(Received received);
  void take_listeners(const UseListeners& message, std::vector<platform::Fd> sockets);
  void take_indexes(const UseIndexes& message, std::span<const platform::Fd> indexes);
  void take_pages(const platform::Fd& pages);
  void pass_page_on(const PageAnswer& answer, std::span<const platform::Fd> page);
  void hand_back();
  void lose_channel(Instant now);
  void adopt_channel(platform::Fd channel);
  void for_each_listener(Waits waits, const std::function<void(std::uint32_t, int)>& visit);
  void start_accepting();
  void pause_accepting(Instant now);
  void leave();
  void run_timers(Instant now);
  std::optional<Instant> next_timer() const;
  bool may_end() const;

  SentryLimits limits_;
  Poller poller_;
  platform::Fd channel_;
  Gate gate_;
  std::vector<Listener> listeners_;
  Life life_ = Life::kServing;
  bool knows_what_to_block_ = false;
  bool accepting_ = false;
  std::optional<Instant> accept_again_;
  std::optional<Instant> orphan_until_;
};

}  // namespace holdfast::daemon
