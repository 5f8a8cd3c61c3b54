#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "tests/fakes/mail_server.h"
#include "tests/system/live_daemon.h"

namespace holdfast {

/// A whole daemon whose person has a mail account at a real mail server, all within the test's own
/// network.
class PartnerWorld : public LiveDaemon {
 protected:
  void SetUp() override;

  /// Starts the daemon with its post.
  void begin();
  /// The account, of the server that takes letters now.
  void use_server(const MailServer& server);
  /// Invites the friend, waits for the letter and tells its word.
  void have_the_friend_agree(const MailServer& server);

  boost::json::object partner() { return call("GetPartner"); }
  /// The newest letter of a kind: its state, and what was answered.
  std::string state_of(const std::string& kind);
  bool wait_for_letter(const std::string& kind, const std::string& state);
  /// Between two runs: so many days more are untold.
  void have_days_untold(int days);
  /// Between two runs, by sqlite3.
  void change_database(const std::string& sql);

  /// The readable part of a letter, put together again; `what` names the part.
  static std::string text_of(const std::string& letter, const std::string& what = "text/plain");
  /// Keeps a letter below the build folder, to be looked at.
  static void keep(const std::string& name, const std::string& letter);
};

}  // namespace holdfast
