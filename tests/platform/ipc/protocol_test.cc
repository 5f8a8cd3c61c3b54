// Runs every example of PROTOCOL.md through the codec and the validator: the page cannot drift
// from the contract.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

#include "platform/ipc/interface.h"
#include "platform/ipc/message.h"
#include "platform/ipc/names.h"

namespace holdfast::ipc {
namespace {

struct Exchange {
  int line = 0;
  std::string call;
  std::vector<std::string> replies;
};

// Lines `> {...}` are calls and `< {...}` replies, inside the page's code blocks.
std::vector<Exchange> examples() {
  std::ifstream page(std::string(HOLDFAST_IPC_FOLDER) + "/PROTOCOL.md");
  std::vector<Exchange> all;
  std::string line;
  for (int number = 1; std::getline(page, line); ++number) {
    if (line.starts_with("> {")) all.push_back({number, line.substr(2), {}});
    if (line.starts_with("< {")) all.back().replies.push_back(line.substr(2));
  }
  return all;
}

const Interface& interface_of(const Call& call) {
  return split_name(call.method).interface == kServiceInterface ? service_interface()
                                                                : control_interface();
}

TEST(Protocol, EveryExampleKeepsTheContract) {
  const auto all = examples();
  ASSERT_GT(all.size(), 10u);
  for (const Exchange& exchange : all) {
    SCOPED_TRACE("PROTOCOL.md:" + std::to_string(exchange.line));
    const Result<Call> call = decode_call(exchange.call);
    ASSERT_TRUE(call) << call.error().text;
    const Interface& interface = interface_of(*call);
    const MethodDeclaration* method = interface.find_method(split_name(call->method).member);
    ASSERT_NE(method, nullptr) << call->method;
    const auto wrong = check(call->parameters, *method, interface);
    ASSERT_FALSE(exchange.replies.empty());
    for (const std::string& text : exchange.replies) {
      const Result<Reply> reply = decode_reply(text);
      ASSERT_TRUE(reply) << reply.error().text;
      EXPECT_EQ(check_reply(*reply, *method, interface).value_or(""), "");
      EXPECT_TRUE(call->more || !reply->continues);
      if (reply->error == kInvalidParameter) {
        EXPECT_EQ(reply->parameters.at("parameter").as_string(), wrong.value_or(""));
      } else {
        EXPECT_EQ(wrong.value_or(""), "");
      }
    }
  }
}

TEST(Protocol, EveryMethodHasAnExample) {
  std::set<std::string> shown;
  for (const Exchange& exchange : examples()) {
    shown.emplace(split_name(decode_call(exchange.call).value().method).member);
  }
  for (const MethodDeclaration& method : control_interface().methods) {
    EXPECT_TRUE(shown.contains(method.name)) << method.name;
  }
}

}  // namespace
}  // namespace holdfast::ipc
