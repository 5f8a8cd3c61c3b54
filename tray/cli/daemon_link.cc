#include "tray/cli/daemon_link.h"

#include <stdexcept>
#include <utility>

#include "platform/ipc/names.h"
#include "tray/cli/fields.h"
#include "tray/cli/layout.h"
#include "tray/i18n.h"
#include "tray/said.h"

namespace holdfast::cli {
namespace {

std::string qualified(std::string_view method) {
  return std::string(ipc::kControlInterface) + "." + std::string(method);
}

std::string words_for(const ipc::Failure& failure) {
  using Kind = ipc::FailureKind;
  const std::string about = clean(failure.about);
  switch (failure.kind) {
    case Kind::kNotRunning:
      return fill(
          _("Holdfast is not running (nothing listens at {1}), though what it blocked stays "
            "blocked; start it with: sudo systemctl start holdfastd"),
          {about});
    case Kind::kNotAllowed:
      return fill(_("you are not allowed to reach {1}; ask as the person who set Holdfast up, or "
                    "with sudo"),
                  {about});
    case Kind::kBusy:
      return _("Holdfast is busy with other programs; try again in a moment");
    case Kind::kNoAnswer:
      return _("Holdfast did not answer in time; try again, and see: holdfast doctor");
    case Kind::kClosed:
      return about.empty() ? _("Holdfast closed the connection; see: holdfast doctor")
                           : fill(_("Holdfast closed the connection: {1}"),
                                  {::dgettext("libc", about.c_str())});
    case Kind::kNotReadable:
      return fill(
          _("Holdfast's answer cannot be read ({1}); it may be of another version than this "
            "program"),
          {clean(failure.text)});
    case Kind::kTooLong:
      return _("that is more than one message may carry (1 MiB)");
    case Kind::kOther:
      break;
  }
  return clean(failure.text);
}

Trouble unreachable(const ipc::Failure& failure) {
  return Trouble{ExitCode::kUnreachable, words_for(failure), {}, {}};
}

std::string problems_text(const boost::json::object& detail) {
  std::string text;
  for (const auto& element : list_of(detail, "problems")) {
    const auto& problem = as_object(element);
    if (!text.empty()) text += '\n';
    text += text_of(problem, "what");
    if (const std::string hint = text_of(problem, "hint"); !hint.empty()) text += "; " + hint;
  }
  return text;
}

std::string not_understood(std::string_view what) {
  return fill(_("the daemon does not know {1}; it may be of another version than this program: "
                "restart it, or update both"),
              {what});
}

}  // namespace

Trouble trouble_from(const ipc::Reply& error) {
  const auto& detail = error.parameters;
  const auto make = [&](ExitCode code, std::string text) {
    return Trouble{code, std::move(text), error.error, detail};
  };
  if (error.error == ipc::kBadRules) return make(ExitCode::kUsage, problems_text(detail));
  if (error.error == ipc::kBadInput) return make(ExitCode::kUsage, text_of(detail, "text"));
  if (error.error == ipc::kRefused) return make(ExitCode::kRefused, text_of(detail, "text"));
  if (error.error == ipc::kPermissionDenied || error.error == ipc::kServicePermissionDenied) {
    return make(
        ExitCode::kRefused,
        _("only the person who set Holdfast up may do this; ask as that user, or with sudo"));
  }
  if (error.error == ipc::kInvalidParameter) {
    return make(ExitCode::kUsage, not_understood("\"" + text_of(detail, "parameter") + "\""));
  }
  if (error.error == ipc::kMethodNotFound || error.error == ipc::kInterfaceNotFound ||
      error.error == ipc::kMethodNotImplemented) {
    return make(ExitCode::kNo, not_understood(_("this command")));
  }
  const std::string text = text_of(detail, "text");
  return make(ExitCode::kNo, text.empty() ? fill(_("the daemon answered {1}; see: holdfast doctor"),
                                                 {clean(error.error)})
                                          : text);
}

std::optional<Trouble> DaemonLink::connect() {
  if (client_) return std::nullopt;
  auto client = ipc::Client::connect(socket_path_);
  if (!client) return unreachable(client.error());
  client_.emplace(std::move(*client));
  return std::nullopt;
}

void DaemonLink::say(boost::json::object& parameters) const {
  is_english_ ? say_in_english(parameters) : say_in_own_language(parameters);
}

Asked<boost::json::object> DaemonLink::ask(std::string_view method, boost::json::object parameters,
                                           std::chrono::seconds patience) {
  if (auto trouble = connect()) return *std::move(trouble);
  auto reply = client_->call(qualified(method), std::move(parameters), patience);
  if (!reply) {
    client_.reset();
    return unreachable(reply.error());
  }
  say(reply->parameters);
  if (!reply->error.empty()) return trouble_from(*reply);
  return std::move(reply->parameters);
}

Asked<void> DaemonLink::follow(std::string_view method, boost::json::object parameters,
                               const std::function<bool(const boost::json::object&)>& on_reply) {
  if (auto trouble = connect()) return *std::move(trouble);
  std::optional<Trouble> told;
  auto end = client_->stream(qualified(method), std::move(parameters), [&](ipc::Reply reply) {
    say(reply.parameters);
    if (reply.error.empty()) return on_reply(reply.parameters);
    told = trouble_from(reply);
    return false;
  });
  client_.reset();
  if (told) return *std::move(told);
  if (!end) return unreachable(end.error());
  return {};
}

void throw_exception_from_error(const Trouble& trouble, const boost::source_location&) {
  throw std::runtime_error(trouble.text);
}

}  // namespace holdfast::cli
