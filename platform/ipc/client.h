#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/ipc/message.h"

namespace holdfast::ipc {

/// A blocking Varlink client on a Unix stream socket. Not for use from two threads.
class Client {
 public:
  /// The failure says whether the daemon is not running, refused, or is not allowed to be asked.
  static Result<Client> connect(const std::string& socket_path);

  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  /// One call, one reply. A reply with `error` set is not a Failure: the daemon has answered. After
  /// a Failure the client takes no further call: a late answer could be taken for another's.
  Result<Reply> call(std::string_view method, boost::json::object parameters,
                     std::chrono::milliseconds timeout = std::chrono::seconds(30));

  /// A call with `more`: `on_reply` gets each reply until the last or until it returns false. Waits
  /// without limit. Stopped before the last reply, or failed, the client takes no further call.
  Result<void> stream(std::string_view method, boost::json::object parameters,
                      const std::function<bool(const Reply&)>& on_reply);

  /// The connected socket, for a caller's own loop; the client keeps owning it.
  int fd() const;

 private:
  struct Impl;
  explicit Client(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdfast::ipc
