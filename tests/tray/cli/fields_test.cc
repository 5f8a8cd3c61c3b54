#include "tray/cli/fields.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace holdfast::cli {
namespace {

const boost::json::object& sample() {
  static const boost::json::value kSample = boost::json::parse(
      R"({"text": "a\u001b[1mb", "number": 7, "share": 0.5, "yes": true, "object": {"x": 1},
          "list": ["a", "b", 3], "nothing": null})");
  return kSample.as_object();
}

TEST(Fields, ReadWhatIsThere) {
  EXPECT_EQ(text_of(sample(), "text"), "a[1mb");
  EXPECT_EQ(number_of(sample(), "number"), 7);
  EXPECT_EQ(share_of(sample(), "share"), 0.5);
  EXPECT_EQ(share_of(sample(), "number"), 7.0);
  EXPECT_TRUE(is_true(sample(), "yes"));
  EXPECT_EQ(number_of(object_of(sample(), "object"), "x"), 1);
  EXPECT_EQ(list_of(sample(), "list").size(), 3u);
}

TEST(Fields, WhatIsMissingOrOfAnotherTypeIsEmpty) {
  for (const char* key : {"missing", "nothing", "yes"}) {
    EXPECT_EQ(text_of(sample(), key), "");
    EXPECT_EQ(number_of(sample(), key), 0);
    EXPECT_EQ(share_of(sample(), key), 0.0);
    EXPECT_TRUE(object_of(sample(), key).empty());
    EXPECT_TRUE(list_of(sample(), key).empty());
  }
  EXPECT_FALSE(is_true(sample(), "number"));
}

}  // namespace
}  // namespace holdfast::cli
