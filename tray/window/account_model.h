#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tray/window/snapshot.h"

namespace holdfast::window {

enum class MailWay { kServer, kSendmail };

/// What the person says of the account that letters go out by.
struct AccountDraft {
  MailWay way = MailWay::kServer;
  std::string sender;
  std::string name;
  std::string server;
  std::string user;
  std::string password;  ///< empty: the one there is is kept
  std::string sendmail;
};

/// The account there is, without its password, which is never told; what is usual where there is
/// none.
AccountDraft account_draft(const Snapshot& snapshot);
bool has_account(const Snapshot& snapshot);

/// What is missing, in a sentence; empty when all is said.
std::string missing(const AccountDraft& draft);

/// Parameters of SetMailAccount.
boost::json::object account_parameters(const AccountDraft& draft);

/// Which way letters go; a sentence.
std::string account_words(const Snapshot& snapshot);
/// Why none can go; empty when they can.
std::string account_problem(const Snapshot& snapshot);

}  // namespace holdfast::window
