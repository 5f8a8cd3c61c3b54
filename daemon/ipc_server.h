#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <set>

#include "daemon/ipc_connection.h"
#include "daemon/ipc_handler.h"
#include "daemon/ipc_router.h"

namespace holdfast::daemon {

/// How many may connect, and what each may cost.
struct ServerLimits {
  std::size_t connections_a_uid = 64;
  std::size_t strangers = 128;  ///< connections of all uids that AccessPolicy does not admit
  ConnectionLimits admitted;
  ConnectionLimits stranger = {.message_bytes = 4 << 10, .queued_bytes = 64 << 10};
};

/// The Varlink service on a listening Unix socket, on the caller's loop. A peer over a limit is
/// closed at once; a peer that misbehaves loses its own connection. Idle it wakes nobody.
class IpcServer {
 public:
  /// Takes over `listening_socket`; its path and mode are the caller's. `router` outlives it.
  IpcServer(boost::asio::io_context& loop, int listening_socket, IpcRouter& router,
            const ServerLimits& limits = {});
  ~IpcServer();
  IpcServer(const IpcServer&) = delete;
  IpcServer& operator=(const IpcServer&) = delete;

  std::size_t connections() const { return connections_.size(); }

 private:
  using Acceptor = boost::asio::local::stream_protocol::acceptor;

  void accept_next();
  void accept_later();
  void admit(IpcConnection::Socket socket);
  bool has_room_for(const Peer& peer) const;
  void forget(IpcConnection& connection);

  Acceptor acceptor_;
  boost::asio::steady_timer retry_timer_;
  IpcRouter& router_;
  ServerLimits limits_;
  std::set<std::shared_ptr<IpcConnection>> connections_;
  std::map<uid_t, std::size_t> count_by_uid_;
  std::set<const IpcConnection*> strangers_;
};

}  // namespace holdfast::daemon
