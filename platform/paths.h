#pragma once

#include <filesystem>

namespace holdfast::platform {

/// Every place Holdfast reads or writes, below one root. See the table in README.md.
struct Paths {
  std::filesystem::path root = "/";

  std::filesystem::path at(std::string_view absolute) const {
    return root / std::filesystem::path(absolute).relative_path();
  }
  std::filesystem::path policy() const { return at("/etc/holdfast/policy.rules"); }
  std::filesystem::path services() const { return at("/etc/holdfast/services.d"); }
  std::filesystem::path state() const { return at("/var/lib/holdfast"); }
  std::filesystem::path database() const { return at("/var/lib/holdfast/holdfast.db"); }
  std::filesystem::path lists() const { return at("/var/lib/holdfast/lists"); }
  std::filesystem::path mail_account() const { return at("/etc/holdfast/mail.toml"); }
  std::filesystem::path mail_password() const { return at("/etc/holdfast/mail.password"); }
  std::filesystem::path unwatched() const { return at("/var/lib/holdfast/unwatched"); }
  std::filesystem::path outbox() const { return at("/var/lib/holdfast/outbox"); }
  std::filesystem::path partner_key() const { return at("/var/lib/holdfast/partner.key"); }
  std::filesystem::path browser() const { return at("/var/cache/holdfast/browser"); }
  std::filesystem::path browser_key() const { return at("/var/lib/holdfast/browser.key"); }
  std::filesystem::path browser_copies() const { return at("/var/lib/holdfast/browser"); }
  std::filesystem::path browser_folders() const { return at("/var/lib/holdfast/browser.folders"); }
  std::filesystem::path run() const { return at("/run/holdfast"); }
  std::filesystem::path socket() const { return at("/run/holdfast/holdfast.sock"); }
  std::filesystem::path hosts() const { return at("/etc/hosts"); }
  std::filesystem::path local_time() const { return at("/etc/localtime"); }
};

}  // namespace holdfast::platform
