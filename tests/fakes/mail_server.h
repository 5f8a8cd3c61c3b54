#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/fakes/temp_dir.h"

namespace holdfast {

/// A certificate for `localhost`, 127.0.0.1 and 192.0.2.1, and one for another name, made with
/// openssl and trusted by who reads `authority`.
struct Certificates {
  explicit Certificates(const std::filesystem::path& folder);
  std::filesystem::path authority;
  std::filesystem::path certificate;
  std::filesystem::path of_another;
  std::filesystem::path key;
};

/// A running mail_server.py; ends with this.
class MailServer {
 public:
  /// `arguments` as mail_server.py --help says.
  explicit MailServer(const std::vector<std::string>& arguments = {});
  ~MailServer();
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;

  int port() const { return port_; }
  /// `smtp://127.0.0.1:PORT` or as asked.
  std::string url(const std::string& scheme = "smtp", const std::string& host = "127.0.0.1") const {
    return scheme + "://" + host + ":" + std::to_string(port_);
  }
  std::string events() const { return get(folder_ / "events"); }
  /// Waits, some seconds at most, until a line of the events is this.
  bool wait_for(const std::string& event) const;
  /// Letters that it got whole.
  std::vector<std::string> letters() const;
  /// Of the first letter: sender and recipients, a line each.
  std::string envelope() const { return get(folder_ / "letter-1.envelope"); }

 private:
  TempDir folder_;
  pid_t pid_ = 0;
  int port_ = 0;
};

}  // namespace holdfast
