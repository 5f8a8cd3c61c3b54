#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "tray/cli/arguments.h"
#include "tray/cli/context.h"

namespace holdfast::cli {

/// `invitation`, `weekly summary`: a letter's kind on the wire.
std::string letter_kind_words(const std::string& kind);

/// What became of a letter (`Letter` of the contract), in a few words.
std::string letter_state_words(const boost::json::object& letter, std::chrono::sys_seconds now);

/// For the reply of a method that takes a letter: looks for up to 45 seconds what becomes of it,
/// and says so, `when_sent` where it went. A letter that is tried again is kPending, one that was
/// refused or may be lost kNo.
ExitCode report_letter(const Asked<boost::json::object>& reply, std::string_view when_sent,
                       const Arguments& arguments, Context& context);

}  // namespace holdfast::cli
