#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "tray/cli/arguments.h"
#include "tray/cli/context.h"

namespace holdfast::cli {

/// The reply to Edit, Unblock, Confirm or ApplyPolicy in words (or as JSON), and the exit code: a
/// loosening that waits is kPending, a layer that would not take the edit is kNo.
ExitCode report_edit(const Asked<boost::json::object>& reply, const Arguments& arguments,
                     Context& context);

/// The same without a verdict, for a reply that was shown to be good already.
ExitCode report_result(const boost::json::object& result, Context& context);

/// One waiting edit: what it is, when it can be confirmed, and with what command.
void show_pending(const boost::json::object& pending, Context& context);

/// `unblock example.org` for a statement's key: what the rule is about.
std::string about(std::string_view statement_or_key);

}  // namespace holdfast::cli
