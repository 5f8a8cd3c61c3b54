#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "policy/host_matcher.h"
#include "tests/fakes/names.h"

namespace holdfast {
namespace {

std::vector<std::byte> index_of(const std::vector<std::string>& names) {
  HostMatcherBuilder builder;
  for (const std::string& name : names) builder.add(name);
  return std::move(builder).build();
}

TEST(HostMatcherBuilder, MakesTheSameBytesOfTheSameSet) {
  auto names = fakes::list_names(2'000);
  for (int i = 0; i < 100; ++i) names.push_back("n" + std::to_string(i) + ".pages.example.com");
  const auto bytes = index_of(names);
  std::reverse(names.begin(), names.end());
  names.insert(names.end(), names.begin(), names.begin() + 1'000);
  EXPECT_EQ(index_of(names), bytes);
}

TEST(HostMatcherBuilder, DropsRepeatsAndWhatAParentAnswersFor) {
  const auto bytes = index_of({"a.example.com", "example.com", "example.com", "b.a.example.com"});
  EXPECT_EQ(bytes, index_of({"example.com"}));
}

TEST(HostMatcherBuilder, LeavesOutWhatNoCanonicalNameIs) {
  HostMatcherBuilder builder;
  const std::string long_label(64, 'a');
  for (const std::string& name :
       {std::string(), std::string("."), std::string("com"), std::string("localhost"),
        std::string(".com"), std::string("example.com."), std::string("a..example.com"),
        std::string(".example.com"), std::string("EXAMPLE.com"), std::string("a b.example.com"),
        long_label + ".com", long_label + ".example.com", "a." + long_label + ".example.com",
        std::string("x\0.example.com", 14), std::string("a.") + std::string(252, 'b')}) {
    builder.add(name);
    EXPECT_EQ(builder.size(), 0u) << name;
  }
}

TEST(HostMatcherBuilder, IsEmptyAfterABuild) {
  HostMatcherBuilder builder;
  builder.add("example.com");
  EXPECT_EQ(builder.size(), 1u);
  const auto bytes = std::move(builder).build();
  EXPECT_EQ(builder.size(), 0u);  // NOLINT(bugprone-use-after-move): promised
}

TEST(HostMatcherBuilder, SpendsFewBytesAName) {
  for (const std::size_t count : {100, 10'000}) {
    EXPECT_LE(index_of(fakes::list_names(count)).size(), 11 * count);
  }
}

}  // namespace
}  // namespace holdfast
