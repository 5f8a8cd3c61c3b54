#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "platform/mail/account.h"
#include "policy/phrase.h"
#include "policy/state.h"

namespace holdfast::daemon {

// Of io.holdfast.Control.varlink, what concerns the partner; made from the state.

boost::json::object letter_json(const Letter& letter, Moment now);
/// The answer of GetPartner; `account` is what there is to send by.
boost::json::object partner_json(const State& state, Moment now,
                                 const Result<platform::MailAccount>& account);
boost::json::object account_json(const platform::MailAccount& account);
/// The type MailAccount. Checked by whoever writes it.
platform::MailAccount account_in(const boost::json::object& json);

/// What the person has to know about their letters: a sentence each.
std::vector<Phrase> letter_troubles(const State& state, Moment now);

}  // namespace holdfast::daemon
