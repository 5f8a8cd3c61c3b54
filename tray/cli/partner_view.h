#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// Who the partner is, what they are told, what became of the last letters, and what to do next:
/// the answer to GetPartner.
void show_partner(const boost::json::object& partner, Context& context);

/// What the friend is called: the name, or the address where there is none.
std::string friend_words(const boost::json::object& partner);

/// `me@example.net by smtps://mail.example.net`: an account (`MailAccount` of the contract).
std::string account_words(const boost::json::object& account);

}  // namespace holdfast::cli
