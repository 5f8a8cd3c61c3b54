#include "platform/mail/account.h"

#include <charconv>
#include <cstdlib>

#include "platform/atomic_file.h"
#include "platform/private_file.h"
#include "policy/host_name.h"
#include "policy/ip_address.h"
#include "policy/text.h"

namespace holdfast::platform {
namespace {

constexpr std::size_t kMaxAccount = 64 * 1024;
constexpr std::size_t kMaxPassword = 1024;
constexpr const char* kCredential = "holdfast.mail-password";

Error invalid(Phrase text) { return {ErrorCode::kInvalid, std::move(text)}; }

std::string in_toml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

Result<std::string> password_in(std::string text, const Phrase& shown) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.empty()) return invalid(say("{1} is empty", {shown}));
  if (text.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos)
    return invalid(say("{1} has more than one line", {shown}));
  return text;
}

}  // namespace

Result<MailServer> parse_mail_server(std::string_view text) {
  const Error wrong =
      invalid(with_hint(say("{1} is no mail server", {in_quotes(text)}),
                        say("write smtps://mail.example.org, or smtp://mail.example.org:587 for "
                            "one that starts TLS by itself")));
  MailServer server;
  if (text.starts_with("smtps://")) {
    server.implicit_tls = true;
    text.remove_prefix(8);
  } else if (text.starts_with("smtp://")) {
    text.remove_prefix(7);
  } else {
    return wrong;
  }
  if (text.ends_with('/')) text.remove_suffix(1);
  std::string_view port;
  const std::size_t colon = text.rfind(':');
  const bool in_brackets = text.starts_with('[');
  if (colon != std::string_view::npos && (!in_brackets || text.rfind(']') < colon)) {
    port = text.substr(colon + 1);
    text = text.substr(0, colon);
    const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), server.port);
    if (failed != std::errc() || end != port.data() + port.size() || server.port < 1 ||
        server.port > 65'535)
      return wrong;
  }
  if (in_brackets) {
    if (!text.ends_with(']')) return wrong;
    text = text.substr(1, text.size() - 2);
  }
  if (const auto address = IpAddress::parse(text)) {
    if (in_brackets != (address->size() == 16)) return wrong;
    server.host = std::string(text);
    server.is_loopback = address->is_loopback();
  } else if (const auto name = HostName::parse(text); name && !in_brackets) {
    server.host = name->ascii();
    server.is_loopback = server.host == "localhost";
  } else {
    return wrong;
  }
  if (server.port == 0) server.port = server.implicit_tls ? 465 : server.is_loopback ? 25 : 587;
  return server;
}

std::string print_mail_account(const MailAccount& account) {
  std::string text;
  const auto line = [&](const char* key, const std::string& value) {
    if (!value.empty()) text += std::string(key) + " = " + in_toml(value) + "\n";
  };
  line("from", account.from);
  line("name", account.name);
  line("server", account.server);
  line("user", account.user);
  line("password-file", account.password_file.string());
  line("ca-file", account.ca_file.string());
  line("sendmail", account.sendmail.string());
  return text;
}

Result<MailAccount> read_mail_account(const Paths& paths) {
  const std::string path = paths.mail_account().string();
  const auto text = read_file(path, kMaxAccount);
  if (text) return parse_mail_account(path, *text);
  if (text.error().code != ErrorCode::kNotFound) return text.error();
  return Error{ErrorCode::kNotFound, with_hint(say("there is no mail account yet"),
                                               say("`holdfast partner account` sets one up"))};
}

Result<std::string> read_mail_password(const Paths& paths, const MailAccount& account) {
  if (account.user.empty() || account.server.empty()) return std::string();
  if (const char* folder = std::getenv("CREDENTIALS_DIRECTORY")) {
    const std::filesystem::path credential = std::filesystem::path(folder) / kCredential;
    auto text = read_file(credential, kMaxPassword);
    if (text) return password_in(std::move(*text), kCredential);
    if (text.error().code != ErrorCode::kNotFound) return text.error();
  }
  const auto path = account.password_file.empty() ? paths.mail_password()
                                                  : paths.at(account.password_file.native());
  auto text = read_private_file(path, kMaxPassword);
  if (!text) return text.error();
  return password_in(std::move(*text), path.string());
}

Result<void> write_mail_account(const Paths& paths, const MailAccount& account,
                                const std::optional<std::string>& password) {
  const std::string path = paths.mail_account().string();
  const std::string text = print_mail_account(account);
  if (const auto read_back = parse_mail_account(path, text); !read_back) return read_back.error();
  if (password) {
    if (auto checked = password_in(*password + "\n", say("the password")); !checked)
      return checked.error();
    if (password->size() >= kMaxPassword)
      return invalid(say("the password is longer than 1,023 bytes"));
    const auto file = account.password_file.empty() ? paths.mail_password()
                                                    : paths.at(account.password_file.native());
    if (auto written = write_private_file(file, *password + "\n"); !written) return written;
  }
  return write_private_file(path, text);
}

}  // namespace holdfast::platform
