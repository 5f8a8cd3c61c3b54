#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "platform/ipc/interface.h"
#include "platform/ipc/names.h"

namespace holdfast::ipc {
namespace {

const Interface& sample() {
  static const Interface kSample = parse_interface(R"(interface a.b
type Kind (low, high)
type Part (id: int, next: ?Part)
method Do(
  flag: bool, count: int, share: float, name: string, any: object, kind: Kind,
  parts: []Part, by_name: [string]int, maybe: ?string
) -> (done: bool)
error Bad (why: string)
)")
                                       .value();
  return kSample;
}

constexpr const char* kGood = R"({"flag":true,"count":-1,"share":1,"name":"n","any":{"x":[1]},
  "kind":"low","parts":[{"id":1,"next":{"id":2}}],"by_name":{"x":1}})";

// The path that check finds wrong, after `name` in a good object is set to `value`.
std::string wrong_with(std::string_view name, const char* value) {
  boost::json::object object = boost::json::parse(kGood).as_object();
  object[name] = boost::json::parse(value);
  return check(object, sample().methods[0], sample()).value_or("");
}

TEST(Check, TakesWhatIsDeclared) {
  EXPECT_EQ(wrong_with("maybe", "\"text\""), "");
  EXPECT_EQ(wrong_with("maybe", "null"), "");
  EXPECT_EQ(wrong_with("share", "0.5"), "");
  EXPECT_EQ(wrong_with("count", "9223372036854775807"), "");
}

TEST(Check, NamesTheFirstWrongValue) {
  EXPECT_EQ(wrong_with("flag", "1"), "flag");
  EXPECT_EQ(wrong_with("flag", "null"), "flag");
  EXPECT_EQ(wrong_with("count", "1.5"), "count");
  EXPECT_EQ(wrong_with("count", "9223372036854775808"), "count");
  EXPECT_EQ(wrong_with("share", "\"1\""), "share");
  EXPECT_EQ(wrong_with("name", "[]"), "name");
  EXPECT_EQ(wrong_with("any", "7"), "any");
  EXPECT_EQ(wrong_with("kind", "\"middle\""), "kind");
  EXPECT_EQ(wrong_with("kind", "1"), "kind");
  EXPECT_EQ(wrong_with("parts", "{}"), "parts");
  EXPECT_EQ(wrong_with("parts", R"([{"id":1},{"id":"2"}])"), "parts[1].id");
  EXPECT_EQ(wrong_with("parts", R"([{"id":1,"next":{}}])"), "parts[0].next.id");
  EXPECT_EQ(wrong_with("by_name", R"({"x":1,"y":"2"})"), "by_name[y]");
  EXPECT_EQ(wrong_with("maybe", "1"), "maybe");
  EXPECT_EQ(wrong_with("unknown", "1"), "unknown");
}

TEST(Check, NamesWhatIsMissing) { EXPECT_EQ(check({}, sample().methods[0], sample()), "flag"); }

TEST(Check, RepliesAreResultsOrDeclaredErrors) {
  const MethodDeclaration& method = sample().methods[0];
  const auto wrong = [&](const Reply& reply) {
    return check_reply(reply, method, sample()).value_or("");
  };
  EXPECT_EQ(wrong({{}, {{"done", true}}}), "");
  EXPECT_EQ(wrong({{}, {}}), "done");
  EXPECT_EQ(wrong({"a.b.Bad", {{"why", "so"}}}), "");
  EXPECT_EQ(wrong({"a.b.Bad", {}}), "why");
  EXPECT_EQ(wrong({"a.b.Other", {}}), "error");
  EXPECT_EQ(wrong({std::string(kInvalidParameter), {{"parameter", "x"}}}), "");
  EXPECT_EQ(wrong({std::string(kExpectedMore), {}}), "");
}

}  // namespace
}  // namespace holdfast::ipc
