#include "daemon/ipc_router.h"

#include <boost/json/array.hpp>
#include <utility>

#include "daemon/api_json.h"
#include "platform/ipc/names.h"

namespace holdfast::daemon {
namespace {

// Stands between a handler and the peer, and lets no reply pass that breaks the contract.
class CheckedSink : public ReplySink {
 public:
  CheckedSink(const ipc::Interface& interface, const ipc::MethodDeclaration& method, Responder out)
      : interface_(interface), method_(method), out_(std::move(out)) {}

  void reply(ipc::Reply reply) override {
    if (const auto wrong = ipc::check_reply(reply, method_, interface_)) {
      out_.error(ipc::kFailed,
                 said(say("{1} answered with a wrong \"{2}\"", {method_.name, *wrong})));
    } else if (reply.error.empty()) {
      out_.reply(std::move(reply.parameters),
                 reply.continues ? Responder::Continues::kYes : Responder::Continues::kNo);
    } else {
      out_.error(reply.error, std::move(reply.parameters));
    }
  }

  void stream(NextPiece next) override { out_.stream(std::move(next)); }
  bool is_open() const override { return out_.is_open(); }
  bool takes_more() const override { return out_.takes_more(); }

 private:
  const ipc::Interface& interface_;
  const ipc::MethodDeclaration& method_;
  Responder out_;
};

}  // namespace

IpcRouter::IpcRouter(const ipc::Interface& interface, Handler& handler, AccessPolicy access,
                     std::string version, Replies replies)
    : interface_(interface),
      handler_(handler),
      access_(access),
      version_(std::move(version)),
      replies_(replies) {}

void IpcRouter::handle(const Peer& peer, ipc::Call call, Responder responder) {
  if (!access_.admits(peer) && call.method != ipc::kGetInfo) {
    return responder.error(ipc::kServicePermissionDenied);
  }
  const ipc::QualifiedName name = ipc::split_name(call.method);
  const bool is_service = name.interface == ipc::kServiceInterface;
  if (!is_service && name.interface != interface_.name) {
    return responder.error(ipc::kInterfaceNotFound, {{"interface", name.interface}});
  }
  const ipc::Interface& interface = is_service ? ipc::service_interface() : interface_;
  const ipc::MethodDeclaration* method = interface.find_method(name.member);
  if (method == nullptr) return responder.error(ipc::kMethodNotFound, {{"method", call.method}});
  if (const auto wrong = ipc::check(call.parameters, *method, interface)) {
    return responder.error(ipc::kInvalidParameter, {{"parameter", *wrong}});
  }
  if (is_service) return answer_service(call, responder);
  if (replies_ == Replies::kChecked) {
    responder = Responder(std::make_shared<CheckedSink>(interface, *method, responder));
  }
  handler_.handle(peer, std::move(call), std::move(responder));
}

void IpcRouter::answer_service(const ipc::Call& call, const Responder& responder) const {
  if (call.method == ipc::kGetInfo) return get_info(responder);
  get_interface_description(call.parameters.at("interface").get_string(), responder);
}

void IpcRouter::get_info(const Responder& responder) const {
  responder.reply({{"vendor", "Holdfast"},
                   {"product", "holdfastd"},
                   {"version", version_},
                   {"url", ""},
                   {"interfaces", {ipc::kServiceInterface, interface_.name}}});
}

void IpcRouter::get_interface_description(std::string_view name, const Responder& responder) const {
  for (const ipc::Interface* known : {&interface_, &ipc::service_interface()}) {
    if (known->name == name) return responder.reply({{"description", known->text}});
  }
  responder.error(ipc::kInterfaceNotFound, {{"interface", name}});
}

}  // namespace holdfast::daemon
