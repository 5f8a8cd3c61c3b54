#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "daemon/ipc_server.h"

namespace holdfast::fakes {

/// A handler that is one function.
class FunctionHandler : public daemon::Handler {
 public:
  using Function = std::function<void(const daemon::Peer&, ipc::Call, daemon::Responder)>;
  explicit FunctionHandler(Function function) : function_(std::move(function)) {}
  void handle(const daemon::Peer& peer, ipc::Call call, daemon::Responder responder) override {
    function_(peer, std::move(call), std::move(responder));
  }

 private:
  Function function_;
};

/// A real Unix socket in a folder of its own, open to every uid.
class ListeningSocket {
 public:
  ListeningSocket();
  ~ListeningSocket();
  ListeningSocket(const ListeningSocket&) = delete;
  ListeningSocket& operator=(const ListeningSocket&) = delete;

  /// The descriptor, for the server that takes it over.
  int release() { return std::exchange(fd_, -1); }
  const std::string& path() const { return path_; }

 private:
  std::string folder_;
  std::string path_;
  int fd_ = -1;
};

/// A whole IpcServer on a thread of its own.
class IpcService {
 public:
  IpcService(daemon::Handler& handler, daemon::AccessPolicy access,
             const daemon::ServerLimits& limits = {},
             const ipc::Interface& interface = ipc::control_interface(),
             const std::string& version = "0.0.0-test");
  ~IpcService();
  IpcService(const IpcService&) = delete;
  IpcService& operator=(const IpcService&) = delete;

  const std::string& path() const { return socket_.path(); }
  std::size_t connections();
  /// Runs `action` on the loop's thread and waits for it.
  void on_loop(const std::function<void()>& action);

 private:
  ListeningSocket socket_;
  boost::asio::io_context loop_{1};
  daemon::IpcRouter router_;
  std::optional<daemon::IpcServer> server_;
  std::thread thread_;
};

/// A peer that may send anything. All waits are bounded.
class RawPeer {
 public:
  explicit RawPeer(const std::string& path);
  ~RawPeer();
  RawPeer(RawPeer&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  /// Sends as much as is taken within `patience`; false when the other side has closed or stalls.
  bool send(std::string_view bytes,
            std::chrono::milliseconds patience = std::chrono::seconds(5)) const;
  /// A message without its NUL; nothing when the connection ended or `patience` ran out.
  std::optional<std::string> receive(std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// Whether the other side closes within `patience`; what it sends is thrown away.
  bool sees_close(std::chrono::milliseconds patience = std::chrono::seconds(5));
  void end_output() const;
  int fd() const { return fd_; }

 private:
  bool wait(short events, std::chrono::milliseconds patience) const;

  int fd_ = -1;
  ipc::FrameReader frames_;
};

}  // namespace holdfast::fakes
