#include "platform/mail/account.h"
#include "policy/mail_address.h"
#include "policy/text.h"
#include "policy/toml_reader.h"

namespace holdfast::platform {
namespace {

constexpr std::size_t kMaxWord = 200;

class AccountReader {
 public:
  AccountReader(TomlReader& reader, const toml::table& table) : reader_(reader), table_(table) {}

  MailAccount read() {
    reader_.expect_keys(table_,
                        {"from", "name", "server", "user", "password-file", "ca-file", "sendmail"});
    account_.from = checked("from", parse_mail_address);
    account_.name = word("name");
    account_.server = checked("server", [](const std::string& text) -> Result<std::string> {
      if (auto server = parse_mail_server(text); !server) return server.error();
      return text;
    });
    account_.user = word("user");
    account_.password_file = path("password-file");
    account_.ca_file = path("ca-file");
    account_.sendmail = path("sendmail");
    check_whole();
    return std::move(account_);
  }

 private:
  std::string word(std::string_view key) {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    std::string text = reader_.string(*node);
    if (text.size() > kMaxWord) reader_.fail(*node, "the text is longer than 200 bytes");
    return text;
  }

  template <class Check>
  std::string checked(std::string_view key, Check check) {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    auto value = check(reader_.string(*node));
    if (value) return std::move(*value);
    reader_.fail(*node, value.error().text.english());
    return {};
  }

  std::filesystem::path path(std::string_view key) {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    std::filesystem::path file = reader_.string(*node);
    if (!file.is_absolute()) reader_.fail(*node, "a path belongs here that begins with `/`");
    return file;
  }

  void check_whole() {
    if (!table_.contains("from")) reader_.fail(table_, "`from` is missing: your own mail address");
    if (table_.contains("server") == table_.contains("sendmail")) {
      reader_.fail(table_,
                   "write `server = \"smtps://mail.example.org\"`, or `sendmail = "
                   "\"/usr/sbin/sendmail\"` for the local program, and not both");
    }
    for (const std::string_view key : {"user", "password-file", "ca-file"}) {
      const auto* node = table_.get(key);
      if (node != nullptr && table_.contains("sendmail"))
        reader_.fail(*node, in_quotes(key) + " belongs to a `server`; `sendmail` needs none");
    }
  }

  TomlReader& reader_;
  const toml::table& table_;
  MailAccount account_;
};

}  // namespace

Result<MailAccount> parse_mail_account(std::string_view file, std::string_view text) {
  const auto table = parse_toml(file, text);
  if (!table) return table.error();
  TomlReader reader(file);
  MailAccount account = AccountReader(reader, *table).read();
  if (reader.problem()) return *reader.problem();
  return account;
}

}  // namespace holdfast::platform
