#include "tray/cli/promises.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tray/cli/fields.h"

namespace holdfast::cli {
namespace {

std::vector<std::string> meant(std::string_view text) {
  const auto promises = boost::json::parse(R"([
      {"key": "a", "text": "Water", "kept_today": true, "days_kept": 3},
      {"key": "b", "text": "Water the plants", "kept_today": false, "days_kept": 0},
      {"key": "c", "text": "Early to bed", "kept_today": false, "days_kept": 1}])");
  std::vector<std::string> keys;
  for (const auto& one : promises_meant(promises.as_array(), text)) {
    keys.push_back(text_of(as_object(one), "key"));
  }
  return keys;
}

using Keys = std::vector<std::string>;

TEST(Promises, TheOneThatSaysExactlyThisIsMeant) {
  EXPECT_EQ(meant("water"), Keys{"a"});
  EXPECT_EQ(meant("Water the plants"), Keys{"b"});
}

TEST(Promises, APartMeansAllThatContainIt) {
  EXPECT_EQ(meant("wat"), (Keys{"a", "b"}));
  EXPECT_EQ(meant("BED"), Keys{"c"});
  EXPECT_EQ(meant("tea"), Keys{});
}

TEST(Promises, WithoutATextTheOpenOnesAreMeant) { EXPECT_EQ(meant(""), (Keys{"b", "c"})); }

}  // namespace
}  // namespace holdfast::cli
