#pragma once

#include <boost/json/object.hpp>
#include <boost/system/result.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/ipc/client.h"
#include "tray/cli/command.h"

namespace holdfast::cli {

/// Why a question got no answer that helps, and what the shell is told.
struct Trouble {
  ExitCode code = ExitCode::kNo;
  std::string text;            ///< sentences for the person, clean; says what to do next
  std::string error;           ///< the daemon's qualified error; empty when it was not reached
  boost::json::object detail;  ///< that error's parameters
};

template <class T>
using Asked = boost::system::result<T, Trouble>;

/// An answer of the daemon as the person's trouble: words for every error of the contract.
Trouble trouble_from(const ipc::Reply& error);

/// The way to the daemon; connects with the first question.
class DaemonLink {
 public:
  explicit DaemonLink(std::string socket_path) : socket_path_(std::move(socket_path)) {}

  /// What the daemon says is put into the person's language, until a program reads the answers.
  void answer_in_english() { is_english_ = true; }

  /// `method` is a method of io.holdfast.Control, as `GetStatus`.
  Asked<boost::json::object> ask(std::string_view method, boost::json::object parameters = {},
                                 std::chrono::seconds patience = std::chrono::seconds(60));

  /// Each reply until the last, or until `on_reply` returns false.
  Asked<void> follow(std::string_view method, boost::json::object parameters,
                     const std::function<bool(const boost::json::object&)>& on_reply);

 private:
  std::optional<Trouble> connect();
  void say(boost::json::object& parameters) const;

  std::string socket_path_;
  bool is_english_ = false;
  std::optional<ipc::Client> client_;
};

[[noreturn]] void throw_exception_from_error(const Trouble& trouble, const boost::source_location&);

}  // namespace holdfast::cli
