#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/ipc/interface.h"

namespace holdfast::ipc {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Kind = Type::Kind;

std::string problem(std::string_view text) {
  const Result<Interface> interface = parse_interface(text);
  return interface ? "" : interface.error().text;
}

TEST(InterfaceParser, ReadsEveryKindOfType) {
  const Result<Interface> read = parse_interface(R"(# about
interface org.example.more-1

type Word (red, green)  # an enum
type Node (
  a: bool, b: int, c: float, d: string, e: object,
  f: (yes, no), g: (x: int), h: Word, i: []Node, j: [string]int, k: ?[]string, l: [string]()
)
method Do(node: ?Node)->(word: Word)
method Nothing() -> ()
error Broken (why: string)
)");
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->name, "org.example.more-1");
  const Type& node = read->find_type("Node")->type;
  std::vector<Kind> kinds;
  for (const Field& field : node.fields) kinds.push_back(field.type.kind);
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::kBool, Kind::kInt, Kind::kFloat, Kind::kString,
                                      Kind::kObject, Kind::kEnum, Kind::kStruct, Kind::kNamed,
                                      Kind::kArray, Kind::kMap, Kind::kOptional, Kind::kMap}));
  EXPECT_EQ(node.fields[5].type.words, (std::vector<std::string>{"yes", "no"}));
  EXPECT_EQ(node.fields[10].type.element[0].kind, Kind::kArray);
  EXPECT_EQ(read->find_type("Word")->type.words.size(), 2u);
  EXPECT_EQ(read->find_method("Do")->in.fields[0].name, "node");
  EXPECT_TRUE(read->find_method("Nothing")->out.fields.empty());
  EXPECT_EQ(read->errors[0].name, "Broken");
}

TEST(InterfaceParser, SaysWhereAndWhat) {
  EXPECT_EQ(problem("interface"), "1:10: expected an interface name, as org.example.name");
  EXPECT_THAT(problem("interface a.b\nmethod Do( -> ()"), StartsWith("2:12: "));
  EXPECT_THAT(problem("interface a.b\nmethod Do() -> (x: Thing)"),
              HasSubstr("2:20: the type \"Thing\" is not declared"));
}

TEST(InterfaceParser, RefusesWhatTheGrammarRefuses) {
  for (const char* text : {"",
                           "interface a",
                           "interface .a.b",
                           "interface a..b",
                           "interface a.b-",
                           "interface 1.b",
                           "interface a.b method do() -> ()",
                           "interface a.b method Do()",
                           "interface a.b type T int",
                           "interface a.b type T (a:)",
                           "interface a.b type T (a: int,)",
                           "interface a.b type T (a: )",
                           "interface a.b type T (a, b: int)",
                           "interface a.b type T (a: int, b)",
                           "interface a.b type T (_a: int)",
                           "interface a.b type T (a__b: int)",
                           "interface a.b type T (a: ??int)",
                           "interface a.b type T (a: [int]string)",
                           "interface a.b type T (a: int, a: int)",
                           "interface a.b type T (a, a)",
                           "interface a.b type T () type T ()",
                           "interface a.b type T () error T ()",
                           "interface a.b error E (a, b)",
                           "interface a.b method M(a, b) -> ()",
                           "interface a.b junk",
                           "interface a.b type T (a: strings)",
                           "interface a.b )"}) {
    EXPECT_NE(problem(text), "") << text;
  }
}

TEST(InterfaceParser, DeepNestingIsRefusedAndNotFollowed) {
  std::string text = "interface a.b type T (a: ";
  for (int i = 0; i < 100'000; ++i) text += "[]";
  EXPECT_THAT(problem(text + "int)"), HasSubstr("too deeply"));
  text = "interface a.b type T ";
  for (int i = 0; i < 100'000; ++i) text += "(a:";
  EXPECT_THAT(problem(text), HasSubstr("too deeply"));
}

}  // namespace
}  // namespace holdfast::ipc
