#pragma once

#include <boost/json/object.hpp>
#include <boost/system/result.hpp>
#include <string>
#include <string_view>

namespace holdfast::ipc {

enum class FailureKind {
  kOther,        ///< a system call failed, or this program did something wrong
  kNotRunning,   ///< nobody listens
  kNotAllowed,   ///< the socket is not for this user
  kBusy,         ///< too many programs ask
  kNoAnswer,     ///< not within its time
  kClosed,       ///< the connection ended too early
  kNotReadable,  ///< what came is no message
  kTooLong,      ///< what was to go is longer than a message may be
};

/// A failure on the way: in one English sentence, and for a program that has words of its own what
/// kind it is and what it is about.
struct Failure {
  std::string text;
  FailureKind kind = FailureKind::kOther;
  std::string about{};  ///< the path of the socket, or the reason of the system
};
[[noreturn]] void throw_exception_from_error(const Failure& failure, const boost::source_location&);

template <class T>
using Result = boost::system::result<T, Failure>;

/// A call of the Varlink protocol (https://varlink.org/Method-Call).
struct Call {
  std::string method;  ///< fully qualified: io.holdfast.Control.GetStatus
  boost::json::object parameters;
  bool oneway = false;
  bool more = false;
};

/// A reply: parameters of the method, or of the error when `error` is not empty.
struct Reply {
  std::string error;  ///< fully qualified; empty for success
  boost::json::object parameters;
  bool continues = false;
};

/// No message, NUL included, is longer.
inline constexpr std::size_t kMaxMessageBytes = 1 << 20;

std::string encode(const Call& call);    ///< with the final NUL
std::string encode(const Reply& reply);  ///< with the final NUL
Result<Call> decode_call(std::string_view json);
Result<Reply> decode_reply(std::string_view json);

}  // namespace holdfast::ipc
