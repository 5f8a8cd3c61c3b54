#include <algorithm>
#include <optional>
#include <string>

#include "platform/ipc/utf8.h"
#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/input_file.h"
#include "tray/cli/partner_view.h"
#include "tray/cli/prompt.h"
#include "tray/cli/secret.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"from", "MAIL", N_("your own address")},
    {"name", "NAME", N_("your name, as your friend sees it")},
    {"server", "URL", N_("smtps://HOST[:PORT] or smtp://HOST[:PORT]")},
    {"user", "NAME", N_("the user name there")},
    {"password-file", "FILE", N_("its first line is the password; - is the standard input")},
    {"sendmail", "PATH", N_("a program of this machine, instead of a server")},
    kJsonOption,
};
constexpr std::size_t kLongestPassword = 1024;

constexpr const char* kHelp = N_(
    "Says by which mail account letters go out: your own. It asks, or takes options; what is not "
    "said stays as it is. The password is kept where only the daemon reads it, and is never shown. "
    "Many providers want an app password here, which you make in their settings.\n\n"
    "  holdfast partner account\n"
    "  holdfast partner account --from me@example.net --user me@example.net \\\n"
    "    --server smtps://mail.example.net --password-file ~/mail.password\n"
    "  holdfast partner account --from me@example.net --sendmail /usr/sbin/sendmail");

/// What the daemon is to be told.
struct Account {
  std::string sender;
  std::string name;
  std::string server;
  std::string user;
  std::string sendmail;
  std::optional<std::string> password;  ///< absent: the one there
};

Account account_in(const boost::json::object& partner) {
  const auto& account = object_of(partner, "account");
  return {text_of(account, "sender"), text_of(account, "name"),     text_of(account, "server"),
          text_of(account, "user"),   text_of(account, "sendmail"), {}};
}

// A path is a program, and a name alone is a server by the safer way.
void go_out_by(const std::string& typed, Account& account) {
  const bool is_program = typed.starts_with('/');
  account.sendmail = is_program ? typed : "";
  account.server = is_program ? "" : typed;
  if (!is_program && typed.find("://") == std::string::npos) account.server = "smtps://" + typed;
  if (is_program) account.user.clear();
}

// Enter keeps what is there; nothing at the end of the input.
std::optional<std::string> ask_or_keep(const std::string& question, const std::string& now,
                                       Context& context) {
  const std::string shown = now.empty() ? question + ":" : question + " [" + clean(now) + "]:";
  auto typed = ask_line(shown, context);
  if (typed && typed->empty()) return now;
  return typed;
}

// The same, until there is something.
std::optional<std::string> ask_for(const std::string& question, const std::string& now,
                                   Context& context) {
  while (true) {
    auto typed = ask_or_keep(question, now, context);
    if (!typed || !typed->empty()) return typed;
  }
}

bool ask_password(Account& account, Context& context) {
  const auto typed = ask_secret(_("Password (not shown; Enter keeps the one there):"), context);
  if (!typed) return false;
  if (!typed->empty()) account.password = *typed;
  return true;
}

// False at the end of the input.
bool ask_all(Account& account, Context& context) {
  context.out.paragraph(
      _("Letters go out by your own mail account. Enter keeps what stands in brackets; Ctrl+D "
        "leaves without a change. Many providers want an app password here, which you make in "
        "their settings."));
  const auto sender = ask_for(_("Your address"), account.sender, context);
  if (!sender) return false;
  const auto name = ask_or_keep(_("Your name, as your friend sees it"), account.name, context);
  if (!name) return false;
  const auto way = ask_for(_("The server (mail.example.net), or the path of a sendmail program"),
                           account.server.empty() ? account.sendmail : account.server, context);
  if (!way) return false;
  account.sender = *sender;
  account.name = *name;
  go_out_by(*way, account);
  if (account.server.empty()) return true;
  const auto user = ask_or_keep(_("User name there"),
                                account.user.empty() ? account.sender : account.user, context);
  if (!user) return false;
  account.user = *user;
  return ask_password(account, context);
}

// The first line, without its end.
std::optional<std::string> password_in(const std::string& path, Context& context) {
  const auto bytes = read_input(path, kLongestPassword, context);
  if (!bytes) {
    context.out.complain(bytes.error().text);
    return std::nullopt;
  }
  std::string line = bytes->substr(0, bytes->find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty() || !ipc::is_utf8(line)) {
    context.out.complain(fill(_("{1} holds no password in its first line"), {clean(path)}));
    return std::nullopt;
  }
  return line;
}

void take_options(const Arguments& arguments, Account& account) {
  account.sender = arguments.value("from").value_or(account.sender);
  account.name = arguments.value("name").value_or(account.name);
  if (const auto server = arguments.value("server")) go_out_by(*server, account);
  if (const auto program = arguments.value("sendmail")) go_out_by(*program, account);
  account.user = arguments.value("user").value_or(account.user);
}

ExitCode set(const Account& account, const Arguments& arguments, Context& context) {
  boost::json::object wire{{"sender", account.sender},
                           {"name", account.name},
                           {"server", account.server},
                           {"user", account.user},
                           {"sendmail", account.sendmail}};
  boost::json::object parameters{{"account", wire}};
  if (account.password) parameters["password"] = *account.password;
  const auto reply = context.daemon.ask("SetMailAccount", std::move(parameters));
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
    return ExitCode::kDone;
  }
  context.out.paragraph(
      fill(_("Letters go out from {1}; to try it: holdfast partner test"), {account_words(wire)}));
  return ExitCode::kDone;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto has = [&](const Option& option) {
    return option.name != kJsonOption.name && arguments.has(option.name);
  };
  const bool says = std::any_of(std::begin(kOptions), std::end(kOptions), has);
  if (arguments.has("server") && arguments.has("sendmail")) {
    return context.misuse(_("letters go out by --server or by --sendmail, not by both"));
  }
  const auto partner = context.daemon.ask("GetPartner");
  if (!partner) return context.fail(partner.error(), arguments);
  Account account = account_in(*partner);
  if (!says) {
    if (!context.can_ask() || arguments.has("json")) {
      return context.misuse(
          _("this asks for the account, and here is no terminal to ask on; say --from, --server, "
            "--user and --password-file"));
    }
    if (!ask_all(account, context)) {
      context.out.line(_("Nothing was changed."));
      return ExitCode::kNo;
    }
    return set(account, arguments, context);
  }
  take_options(arguments, account);
  if (account.sender.empty()) return context.misuse(_("--from is missing: your own address"));
  if (account.server.empty() && account.sendmail.empty()) {
    return context.misuse(_("--server is missing, or --sendmail"));
  }
  const bool is_another = arguments.has("server") || arguments.has("user");
  if (const auto path = arguments.value("password-file")) {
    account.password = password_in(*path, context);
    if (!account.password) return ExitCode::kNo;
  } else if (is_another && !account.user.empty() && context.can_ask() && !arguments.has("json")) {
    if (!ask_password(account, context)) return ExitCode::kNo;
  }
  return set(account, arguments, context);
}

}  // namespace

const Command kPartnerAccount = {
    "partner account", "", N_("the mail account that letters go out by"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
