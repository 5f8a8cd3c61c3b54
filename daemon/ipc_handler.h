#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/ipc/message.h"

namespace holdfast::daemon {

/// Who is at the other end, as the kernel says (SO_PEERCRED, unix(7)).
struct Peer {
  uid_t uid = 0;
  gid_t gid = 0;
  pid_t pid = 0;
};

/// Who may do what. Without a person, nobody but root.
struct AccessPolicy {
  std::optional<uid_t> person;

  bool admits(const Peer& peer) const { return peer.uid == 0 || peer.uid == person; }
};

/// The next piece of a long answer, or nothing after the last.
using NextPiece = std::function<std::optional<boost::json::object>()>;

/// Where the replies to one call go. The connection implements it; tests may as well.
class ReplySink {
 public:
  virtual ~ReplySink() = default;
  virtual void reply(ipc::Reply reply) = 0;
  virtual void stream(NextPiece next) = 0;
  virtual bool is_open() const = 0;
  /// Whether more than one reply can go there.
  virtual bool takes_more() const { return true; }
};

/// The right to answer one call: small, copyable, usable now or later, on the loop's thread. Once
/// the last reply is out or the peer is gone, everything is a no-op. A call whose last Responder
/// goes away unanswered is answered with io.holdfast.Control.Failed.
class Responder {
 public:
  enum class Continues { kNo, kYes };

  explicit Responder(std::shared_ptr<ReplySink> sink) : sink_(std::move(sink)) {}

  /// `kYes` keeps the call open where the peer asked for `more`; else this is the last reply.
  void reply(boost::json::object parameters, Continues continues = Continues::kNo) const {
    sink_->reply({{}, std::move(parameters), continues == Continues::kYes});
  }

  /// The last reply; `error` is a qualified name of platform/ipc/names.h.
  void error(std::string_view error, boost::json::object parameters = {}) const {
    sink_->reply({std::string(error), std::move(parameters), false});
  }

  /// A whole answer in pieces, each asked for when the peer has taken the one before: a long
  /// answer costs no memory. Needs a call with `more` when there is more than one piece.
  void stream(NextPiece next) const { sink_->stream(std::move(next)); }

  /// Whether a reply can still arrive. Lists of watchers drop those that are not, also when one is
  /// added: a peer that went away says nothing.
  bool is_open() const { return sink_->is_open(); }

  /// Whether the call came with `more`.
  bool takes_more() const { return sink_->takes_more(); }

 private:
  std::shared_ptr<ReplySink> sink_;
};

/// What answers the calls. `handle` returns at once; the answer may come later.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void handle(const Peer& peer, ipc::Call call, Responder responder) = 0;
};

}  // namespace holdfast::daemon
