#include "tray/window/account_model.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/partner_model.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::object_of;
using cli::text_of;

constexpr const char* kEncrypted = "smtps://";
constexpr const char* kSendmail = "/usr/sbin/sendmail";

bool has_scheme(const std::string& server) { return server.find("://") != std::string::npos; }

// Who writes only the name of the server means the safest way to it.
std::string server_address(const std::string& typed) {
  return has_scheme(typed) || typed.empty() ? typed : kEncrypted + typed;
}

const json::object& account_of(const Snapshot& snapshot) {
  return object_of(snapshot.partner, "account");
}

}  // namespace

bool has_account(const Snapshot& snapshot) { return !account_of(snapshot).empty(); }

AccountDraft account_draft(const Snapshot& snapshot) {
  const json::object& account = account_of(snapshot);
  AccountDraft draft;
  draft.sender = text_of(account, "sender");
  draft.name = text_of(account, "name");
  draft.server = text_of(account, "server");
  draft.user = text_of(account, "user");
  draft.sendmail = text_of(account, "sendmail");
  if (!draft.sendmail.empty()) draft.way = MailWay::kSendmail;
  if (draft.sendmail.empty()) draft.sendmail = kSendmail;
  return draft;
}

std::string missing(const AccountDraft& draft) {
  if (!is_mail_address(draft.sender)) {
    return _("Your own mail address comes first; one looks like me@example.org.");
  }
  if (draft.way == MailWay::kSendmail) {
    return draft.sendmail.starts_with('/') ? std::string()
                                           : _("Write where the program is: /usr/sbin/sendmail.");
  }
  if (draft.server.empty()) {
    return _("The name of the server is missing. Your mail provider says it, under SMTP.");
  }
  if (has_scheme(draft.server) && !draft.server.starts_with(kEncrypted) &&
      !draft.server.starts_with("smtp://")) {
    return _("A server looks like smtps://mail.example.org.");
  }
  return {};
}

json::object account_parameters(const AccountDraft& draft) {
  const bool is_server = draft.way == MailWay::kServer;
  json::object parameters{{"account",
                           {{"sender", draft.sender},
                            {"name", draft.name},
                            {"server", is_server ? server_address(draft.server) : ""},
                            {"user", is_server ? draft.user : ""},
                            {"sendmail", is_server ? "" : draft.sendmail}}}};
  if (is_server && !draft.password.empty()) parameters["password"] = draft.password;
  return parameters;
}

std::string account_words(const Snapshot& snapshot) {
  if (!has_account(snapshot)) {
    return _(
        "Letters go out by a mail account of your own. There is no server of ours between "
        "you and your friend.");
  }
  const AccountDraft draft = account_draft(snapshot);
  if (draft.way == MailWay::kSendmail) {
    return fill(_("Letters go from {1}, by {2} on this computer."), {draft.sender, draft.sendmail});
  }
  const auto name = draft.server.find("://");
  return fill(_("Letters go from {1}, by {2}."),
              {draft.sender, draft.server.substr(name == std::string::npos ? 0 : name + 3)});
}

std::string account_problem(const Snapshot& snapshot) {
  return text_of(snapshot.partner, "account_problem");
}

}  // namespace holdfast::window
