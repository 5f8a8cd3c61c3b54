#include "policy/name_code.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace holdfast::name_code {
namespace {

TEST(NameCode, SpellsEveryLetterAndReadsItBack) {
  const std::string label(kLetters.substr(0, 22));
  const std::string other(kLetters.substr(24));
  Writer out;
  EXPECT_EQ(out.put_label(label, label.size()), 0u);
  put_dot(out);
  EXPECT_EQ(out.put_label(other, other.size()), 0u);
  Reader in(out.bytes());
  EXPECT_EQ(in.take_label(), label);
  EXPECT_EQ(in.take_label(), other);
  EXPECT_EQ(in.take_label(), "");
}

TEST(NameCode, PutsOneLabelAndSaysWhereItStarts) {
  Writer out;
  EXPECT_EQ(out.put_label("www.example.com", 11), 4u);
  Reader in(out.bytes());
  EXPECT_EQ(in.take_label(), "example");
}

TEST(NameCode, RefusesStrangeBytesAndLongLabels) {
  for (const std::string& label : {std::string("A"), std::string("a b"), std::string("\xc3\xa9"),
                                   std::string(1, '\0'), std::string(64, 'a')}) {
    Writer out;
    EXPECT_EQ(out.put_label(label, label.size()), std::nullopt);
  }
  Writer out;
  EXPECT_EQ(out.put_label(std::string(63, 'a'), 63), 0u);
}

TEST(NameCode, ReadsOriginsBack) {
  for (const std::string top : {"com", "net", "xyz", "museum", "xn--p1ai", "c", "neto"}) {
    Writer out;
    const std::string name = "example." + top;
    EXPECT_EQ(put_top(out, name), 8u);
    out.put_label(name, 7);
    Reader in(out.bytes());
    const Origin origin = take_origin(in);
    EXPECT_EQ(origin.top, top);
    EXPECT_EQ(origin.number, std::nullopt);
    EXPECT_EQ(in.take_label(), "example");
  }
  Writer out;
  put_number(out, 0xabcdef);
  Reader in(out.bytes());
  EXPECT_EQ(take_origin(in).number, 0xabcdefu);
  EXPECT_EQ(put_top(out, "localhost"), std::nullopt);
}

TEST(NameCode, SplitsIntoHeadAndTail) {
  Writer out;
  out.put_label("eeeeeeeeeeeeeeee", 16);  // 16 letters of 4 bits each
  EXPECT_EQ(out.head(), 0u);
  EXPECT_TRUE(out.tail().empty());
  out.put_label("e", 1);
  EXPECT_EQ(out.head(), 0u);
  ASSERT_EQ(out.tail().size(), 1u);
  EXPECT_EQ(out.tail()[0], 0x0f);
  out.clear();
  EXPECT_EQ(out.head(), ~0ull);
  EXPECT_TRUE(out.bytes().empty());
}

TEST(NameCode, ReadsHostileBytesToAnEnd) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::vector<std::uint8_t> bytes(20, static_cast<std::uint8_t>(byte));
    Reader in(bytes);
    take_origin(in);
    EXPECT_LE(in.take_label().size(), 40u);
  }
}

}  // namespace
}  // namespace holdfast::name_code
