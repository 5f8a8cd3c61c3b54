#pragma once

#include <sys/types.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/sentry/listeners.h"
#include "daemon/sentry/sentry_channel.h"
#include "policy/attempt.h"
#include "policy/ip_address.h"
#include "policy/result.h"

namespace holdfast::daemon {

struct SentryOptions {
  std::filesystem::path program;  ///< empty: `holdfast-sentry` beside this executable
  std::string user = "holdfast-sentry";
  std::chrono::seconds orphan_life = std::chrono::hours(1);
};

/// What the sentry decides by. Each index as HostMatcherBuilder makes it.
struct SentryIndexes {
  std::vector<std::byte> blocked;
  std::vector<std::byte> allowed;
  std::vector<Network> networks;             ///< always blocked, whatever name is given
  std::vector<IpAddress> shared;             ///< not blocked where no name is given
  std::vector<std::byte> browsers_only;      ///< empty: no name is
  std::vector<std::filesystem::path> lists;  ///< index files; at most kMostLists
};

/// An attempt as the sentry saw it. While its connection waits for the answer (400 ms at most, and
/// only the first of a burst) the program can be found by (client, attempt.address, attempt.port).
struct SentryAttempt {
  Attempt attempt;
  Endpoint client;
  EncryptedName encrypted = EncryptedName::kNo;
  std::chrono::milliseconds age{};  ///< it happened so long ago
  std::weak_ptr<SentryChannel> channel;
  std::uint64_t token = 0;
};

/// How a sentry ended, for the log.
struct SentryExit {
  pid_t pid = 0;
  std::string how;  ///< "exit 1", "signal 9"
};

/// Somebody at Holdfast's own page, found by (client, destination) as for an attempt.
struct SentryVisit {
  PageAsked asked;
  std::weak_ptr<SentryChannel> channel;
};

struct SentryHandlers {
  /// Must lead to `ack`, once the attempt is stored.
  std::function<void(const SentryAttempt&)> on_attempt;
  /// A name that is not blocked went to an address of one that is. Told once in a while a name.
  std::function<void(const std::string& host)> on_relay;
  /// Must lead to `answer`.
  std::function<void(const SentryVisit&)> on_visit;
  /// The indexes of that `publish` are in use, or were refused and the former stay.
  std::function<void(std::uint64_t generation, Holding)> on_indexes;
  std::function<void(const SentryExit&)> on_exit;
};

/// Runs the sentry and keeps it running. One that dies is replaced at once with the same listeners
/// and indexes (clients wait in the listeners' queues); after several deaths in a row, each within
/// ten seconds of its start, a pause grows from one second to a minute. Destroying this leaves the
/// sentry behind, still answering: see `take_over`.
class SentryProcess {
 public:
  SentryProcess(boost::asio::io_context& io, SentryOptions options, SentryHandlers handlers);
  ~SentryProcess();
  SentryProcess(const SentryProcess&) = delete;
  SentryProcess& operator=(const SentryProcess&) = delete;

  /// Starts it; the listeners stay open here as well. It accepts from the first `publish` on.
  Result<void> start(std::vector<SentryListener> listeners);
  /// Takes the reports of a sentry that another daemon left behind, until it ends.
  void listen_to(Inheritance& left);
  /// Replaces what it decides by, at once and as a whole. The generation that `on_indexes` will
  /// name; an Error when a list cannot be opened or memory is short, and the former stay.
  Result<std::uint64_t> publish(const SentryIndexes& indexes);
  /// Replaces the pages that anybody may see.
  Result<void> use_pages(const SharedPages& pages);
  static void ack(const SentryAttempt& attempt);
  /// `page` is what the person is to be shown, empty where there is nothing to show.
  static void answer(const SentryVisit& visit, Audience audience, std::string_view page);
  /// Ends it; nothing answers any more. For `lift`.
  void stop_for_good();

  /// 0 while none runs.
  pid_t pid() const { return pid_; }

 private:
  Result<void> spawn();
  void restart();
  void on_death();
  void on_message(const std::weak_ptr<SentryChannel>& from, Message message);
  void forward(const std::weak_ptr<SentryChannel>& from, const AttemptReport& report);
  void kill_it();

  boost::asio::io_context& io_;
  SentryOptions options_;
  SentryHandlers handlers_;
  boost::asio::posix::stream_descriptor process_;  // a pidfd: readable when it has ended
  boost::asio::steady_timer pause_;
  std::shared_ptr<SentryChannel> channel_;
  std::vector<std::shared_ptr<SentryChannel>> left_;
  UseListeners roles_;
  SharedDescriptors listeners_;
  UseIndexes indexes_;
  SharedDescriptors index_files_;
  SharedDescriptors pages_;
  pid_t pid_ = 0;
  std::chrono::steady_clock::time_point started_;
  int quick_deaths_ = 0;
  bool stopped_ = false;
};

}  // namespace holdfast::daemon
