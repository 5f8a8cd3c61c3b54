#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tray/link/connection.h"
#include "tray/link/event_source.h"
#include "tray/link/link_state.h"
#include "tray/link/socket_path.h"
#include "tray/link/socket_watch.h"

namespace holdfast::tray {

/// The way to the daemon that lasts as long as the program: connects, watches, and connects again
/// after whatever happened, on the thread's default main context. While nothing listens it waits
/// for the socket to appear and wakes nobody. Not to be destroyed from within its callbacks.
class Link {
 public:
  struct Options {
    std::string path = socket_path();
    std::string version;                           ///< of this program; empty: any daemon will do
    std::chrono::milliseconds patience{30'000};    ///< with an answer
    std::chrono::milliseconds greeting{5'000};     ///< patience with the first two of a connection
    std::chrono::milliseconds shortest_wait{100};  ///< before the next try, doubled each time
    std::chrono::milliseconds longest_wait{30'000};
  };
  using OnEvent = std::function<void(const boost::json::object& event)>;
  using StreamId = std::uint64_t;

  explicit Link(Options options);
  ~Link();

  /// `on_state` is called at each change of state; when it says kConnected, no later event is
  /// missed by `on_event` (the `event` of each reply to Watch) until the state changes again.
  void start(std::function<void()> on_state, OnEvent on_event);

  LinkState state() const { return state_; }
  /// What the daemon said of itself, empty when there is none.
  const std::string& daemon_version() const { return daemon_version_; }
  /// What stands in the way, in English, for a log; empty when connected.
  const std::string& trouble() const { return trouble_; }

  /// One call of io.holdfast.Control by its plain name; `on_reply` is called once, never from
  /// within. Not connected: with a failure. An error reply is an answer, not a failure.
  void call(std::string_view method, boost::json::object parameters, OnReply on_reply);

  /// A call with `more` on a connection of its own. `on_reply` gets each reply until the last, or
  /// one failure. Not renewed after a reconnect.
  StreamId stream(std::string_view method, boost::json::object parameters, OnReply on_reply);
  /// `on_reply` of that stream is called no more. An id that is gone is fine.
  void stop(StreamId id);

 private:
  enum class Retry { kWhenChanged, kSoonThenWhenChanged, kAgainAndAgain };

  void attempt();
  void not_connected(int error);
  std::chrono::milliseconds patience_with_greeting() const;
  void greet();
  void take_info(const boost::json::object& info);
  void probe();
  void take_watch(const ipc::Result<ipc::Reply>& reply);
  void lost(const ipc::Failure& failure);
  void settle(LinkState state, std::string trouble);
  void wait_for_next(Retry retry);
  void drop_connections(const std::string& why);
  void fail_soon(OnReply on_reply);

  Options options_;
  std::function<void()> on_state_;
  OnEvent on_event_;
  LinkState state_ = LinkState::kConnecting;
  std::string daemon_version_;
  std::string trouble_;

  std::shared_ptr<Connection> calls_;
  std::shared_ptr<Connection> watch_;
  std::map<StreamId, std::shared_ptr<Connection>> streams_;
  StreamId last_stream_ = 0;

  SocketWatch socket_watch_;
  std::chrono::milliseconds next_wait_;
  EventSource retry_;
  EventSource failing_;
  std::vector<OnReply> to_fail_;
};

}  // namespace holdfast::tray
