#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/paths.h"
#include "policy/result.h"

namespace holdfast::platform {

/// The mail account that letters go out by: /etc/holdfast/mail.toml.
struct MailAccount {
  std::string from;  ///< the person's own address
  std::string name;  ///< as the friend sees it; may be empty
  /// `smtps://HOST[:PORT]` or `smtp://HOST[:PORT]`; empty where `sendmail` is used.
  std::string server;
  std::string user;                     ///< empty: no log-in
  std::filesystem::path password_file;  ///< empty: `mail.password` beside the account
  std::filesystem::path ca_file;        ///< empty: the system's certificates
  std::filesystem::path sendmail;       ///< the local program, instead of a server

  friend bool operator==(const MailAccount&, const MailAccount&) = default;
};

/// `smtp[s]://HOST[:PORT]`, taken apart.
struct MailServer {
  bool implicit_tls = false;
  std::string host;
  int port = 0;
  bool is_loopback = false;  ///< the one place that is reached without encryption
};
Result<MailServer> parse_mail_server(std::string_view text);

/// kInvalid as `file:line:column: what is wrong`; `file` is only named.
Result<MailAccount> parse_mail_account(std::string_view file, std::string_view text);
/// What parse_mail_account takes.
std::string print_mail_account(const MailAccount& account);

/// The account of this machine. kNotFound with advice where there is none.
Result<MailAccount> read_mail_account(const Paths& paths);

/// The password: the systemd credential `holdfast.mail-password` where `$CREDENTIALS_DIRECTORY` has
/// it, else the account's file, which must belong to root (or to this process's user) and be closed
/// to everybody else. One newline at its end is not part of it. Empty where the account logs in
/// nowhere.
Result<std::string> read_mail_password(const Paths& paths, const MailAccount& account);

/// Puts the account in place of the one there, closed to all but root, and before it the password,
/// if one is given. An account that would not be read back is refused.
Result<void> write_mail_account(const Paths& paths, const MailAccount& account,
                                const std::optional<std::string>& password);

}  // namespace holdfast::platform
