#include "platform/ipc/message.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

#include "platform/ipc/utf8.h"

namespace holdfast::ipc {
namespace json = boost::json;
namespace {

Failure failure(std::string text) { return Failure{std::move(text), FailureKind::kNotReadable}; }

std::string finish(const json::object& message) {
  std::string bytes = json::serialize(message);
  // The serialiser passes strings on as they are, and one bad byte would make the whole message
  // unreadable to the other side.
  if (!is_utf8(bytes)) bytes = to_utf8(bytes);
  bytes.push_back('\0');
  return bytes;
}

Result<json::object> parse_object(std::string_view text) {
  if (text.size() >= kMaxMessageBytes) {
    return failure("the message is longer than " + std::to_string(kMaxMessageBytes) + " bytes");
  }
  boost::system::error_code error;
  json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) return failure("the message is not valid JSON: " + error.message());
  if (!value.is_object()) return failure("the message is not a JSON object");
  return std::move(value.get_object());
}

// The field moved out of the message; an absent one and a null are the same to Varlink.
json::value take(json::object& message, std::string_view name) {
  auto it = message.find(name);
  return it == message.end() ? json::value() : std::move(it->value());
}

Result<json::string> take_string(json::object& message, std::string_view name) {
  json::value value = take(message, name);
  if (value.is_null()) return json::string();
  if (!value.is_string()) return failure("\"" + std::string(name) + "\" is not a string");
  return std::move(value.get_string());
}

Result<bool> take_flag(json::object& message, std::string_view name) {
  json::value value = take(message, name);
  if (value.is_null()) return false;
  if (!value.is_bool()) return failure("\"" + std::string(name) + "\" is not true or false");
  return value.get_bool();
}

Result<json::object> take_parameters(json::object& message) {
  json::value value = take(message, "parameters");
  if (value.is_null()) return json::object();
  if (!value.is_object()) return failure("\"parameters\" is not a JSON object");
  return std::move(value.get_object());
}

}  // namespace

void throw_exception_from_error(const Failure& failure, const boost::source_location&) {
  throw std::runtime_error(failure.text);
}

std::string encode(const Call& call) {
  json::object message;
  message["method"] = call.method;
  if (!call.parameters.empty()) message["parameters"] = call.parameters;
  if (call.oneway) message["oneway"] = true;
  if (call.more) message["more"] = true;
  return finish(message);
}

std::string encode(const Reply& reply) {
  json::object message;
  if (!reply.error.empty()) message["error"] = reply.error;
  message["parameters"] = reply.parameters;
  if (reply.continues) message["continues"] = true;
  return finish(message);
}

Result<Call> decode_call(std::string_view text) {
  Result<json::object> message = parse_object(text);
  if (!message) return message.error();
  Result<json::string> method = take_string(*message, "method");
  if (!method) return method.error();
  if (method->empty()) return failure("the message names no \"method\"");
  Result<bool> oneway = take_flag(*message, "oneway");
  if (!oneway) return oneway.error();
  Result<bool> more = take_flag(*message, "more");
  if (!more) return more.error();
  if (*oneway && *more) return failure("a call cannot be both \"oneway\" and \"more\"");
  Result<json::object> parameters = take_parameters(*message);
  if (!parameters) return parameters.error();
  return Call{std::string(*method), std::move(*parameters), *oneway, *more};
}

Result<Reply> decode_reply(std::string_view text) {
  Result<json::object> message = parse_object(text);
  if (!message) return message.error();
  Result<json::string> error = take_string(*message, "error");
  if (!error) return error.error();
  Result<bool> continues = take_flag(*message, "continues");
  if (!continues) return continues.error();
  Result<json::object> parameters = take_parameters(*message);
  if (!parameters) return parameters.error();
  return Reply{std::string(*error), std::move(*parameters), *continues};
}

}  // namespace holdfast::ipc
