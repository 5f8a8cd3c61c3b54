#include "platform/ipc/message.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <stdexcept>

namespace holdfast::ipc {
namespace {

std::string_view without_nul(const std::string& bytes) {
  EXPECT_EQ(bytes.find('\0'), bytes.size() - 1);
  return std::string_view(bytes).substr(0, bytes.size() - 1);
}

TEST(Message, ACallComesBackAsItWent) {
  const Call call{"io.holdfast.Control.Log", {{"limit", 3}, {"follow", true}}, false, true};
  const Result<Call> back = decode_call(without_nul(encode(call)));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->method, call.method);
  EXPECT_EQ(back->parameters, call.parameters);
  EXPECT_TRUE(back->more);
  EXPECT_FALSE(back->oneway);
}

TEST(Message, AReplyComesBackAsItWent) {
  const Reply reply{"io.holdfast.Control.NotFound", {{"text", "no rule\n\0 here"}}, true};
  const Result<Reply> back = decode_reply(without_nul(encode(reply)));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->error, reply.error);
  EXPECT_EQ(back->parameters, reply.parameters);
  EXPECT_TRUE(back->continues);
}

TEST(Message, WhatIsNotSaidIsNotThere) {
  EXPECT_EQ(without_nul(encode(Call{"a.b.C", {}})), R"({"method":"a.b.C"})");
  EXPECT_EQ(without_nul(encode(Reply{})), R"({"parameters":{}})");
}

TEST(Message, ABadByteInAStringDoesNotSpoilTheMessage) {
  const std::string bytes = encode(Reply{{}, {{"text", "a\xFFz"}}});
  const Result<Reply> back = decode_reply(without_nul(bytes));
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->parameters.at("text").as_string(), "a\uFFFDz");
}

TEST(Message, NullMeansAbsent) {
  const Result<Call> call =
      decode_call(R"({"method":"a.b.C","parameters":null,"more":null,"extra":1})");
  ASSERT_TRUE(call);
  EXPECT_TRUE(call->parameters.empty());
  EXPECT_FALSE(call->more);
}

TEST(Message, RefusesWhatIsNoCall) {
  const std::string deep = std::string(R"({"method":"a.b.C","parameters":)") +
                           std::string(500, '[') + std::string(500, ']') + "}";
  for (const std::string text :
       {"", "{", "[]", "null", "{}", R"({"method":1})", R"({"method":""})",
        R"({"method":"a.b.C","parameters":[]})", R"({"method":"a.b.C","more":1})",
        R"({"method":"a.b.C","oneway":true,"more":true})", R"({"method":"a.b.C"} x)",
        "{\"method\":\"a.b.\xFF\"}", deep.c_str()}) {
    const Result<Call> call = decode_call(text);
    EXPECT_FALSE(call) << text;
  }
}

TEST(Message, RefusesWhatIsNoReply) {
  for (const char* text :
       {"", "7", R"({"error":7})", R"({"parameters":"x"})", R"({"continues":"yes"})"}) {
    EXPECT_FALSE(decode_reply(text)) << text;
  }
}

TEST(Message, AFailureReadAsAValueSaysWhy) {
  try {
    decode_call("{").value();
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("not valid JSON"), std::string::npos);
  }
}

}  // namespace
}  // namespace holdfast::ipc
