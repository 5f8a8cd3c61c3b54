#pragma once

#include <string>

#include "daemon/ipc_handler.h"
#include "platform/ipc/interface.h"

namespace holdfast::daemon {

/// What stands before the handler: who may call, which methods there are, and whether the
/// parameters have their declared types. Answers org.varlink.service itself, so the handler sees
/// only calls of `interface` that are allowed, known and well typed.
class IpcRouter : public Handler {
 public:
  enum class Replies {
    kTrusted,
    kChecked,  ///< an answer that breaks the contract becomes an error: for tests
  };

  /// `interface` and `handler` outlive it. `version` is what GetInfo tells.
  IpcRouter(const ipc::Interface& interface, Handler& handler, AccessPolicy access,
            std::string version, Replies replies = Replies::kTrusted);

  const AccessPolicy& access() const { return access_; }

  void handle(const Peer& peer, ipc::Call call, Responder responder) override;

 private:
  void answer_service(const ipc::Call& call, const Responder& responder) const;
  void get_info(const Responder& responder) const;
  void get_interface_description(std::string_view name, const Responder& responder) const;

  const ipc::Interface& interface_;
  Handler& handler_;
  AccessPolicy access_;
  std::string version_;
  Replies replies_;
};

}  // namespace holdfast::daemon
