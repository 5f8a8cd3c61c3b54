#include "daemon/ipc_server.h"

#include <sys/socket.h>

#include <chrono>
#include <optional>
#include <utility>

namespace holdfast::daemon {
namespace {

using boost::asio::local::stream_protocol;

std::optional<Peer> peer_of(int socket) {
  ucred credentials{};
  socklen_t length = sizeof credentials;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) {
    return std::nullopt;
  }
  return Peer{credentials.uid, credentials.gid, credentials.pid};
}

}  // namespace

IpcServer::IpcServer(boost::asio::io_context& loop, int listening_socket, IpcRouter& router,
                     const ServerLimits& limits)
    : acceptor_(loop, stream_protocol(), listening_socket),
      retry_timer_(loop),
      router_(router),
      limits_(limits) {
  accept_next();
}

IpcServer::~IpcServer() {
  for (const auto& connection : connections_) connection->close();
}

void IpcServer::accept_next() {
  acceptor_.async_accept(
      [this](const boost::system::error_code& error, IpcConnection::Socket socket) {
        if (error == boost::asio::error::operation_aborted) return;
        if (error && error != boost::asio::error::connection_aborted) return accept_later();
        if (!error) admit(std::move(socket));
        accept_next();
      });
}

// Out of descriptors or memory: the waiting peer stays readable, and accepting at once would spin.
void IpcServer::accept_later() {
  retry_timer_.expires_after(std::chrono::seconds(1));
  retry_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) accept_next();
  });
}

void IpcServer::admit(IpcConnection::Socket socket) {
  const auto peer = peer_of(socket.native_handle());
  boost::system::error_code error;
  socket.non_blocking(true, error);
  if (!peer || error || !has_room_for(*peer)) return;
  const bool is_stranger = !router_.access().admits(*peer);
  auto connection = std::make_shared<IpcConnection>(
      std::move(socket), *peer, is_stranger ? limits_.stranger : limits_.admitted, router_,
      [this](IpcConnection& closed) { forget(closed); });
  connections_.insert(connection);
  ++count_by_uid_[peer->uid];
  if (is_stranger) strangers_.insert(connection.get());
  connection->start();
}

bool IpcServer::has_room_for(const Peer& peer) const {
  const auto count = count_by_uid_.find(peer.uid);
  if (count != count_by_uid_.end() && count->second >= limits_.connections_a_uid) return false;
  return router_.access().admits(peer) || strangers_.size() < limits_.strangers;
}

void IpcServer::forget(IpcConnection& connection) {
  const auto count = count_by_uid_.find(connection.peer().uid);
  if (--count->second == 0) count_by_uid_.erase(count);
  strangers_.erase(&connection);
  connections_.erase(connection.shared_from_this());
}

}  // namespace holdfast::daemon
