#include "policy/host_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <set>
#include <string>

#include "tests/fakes/names.h"

namespace holdfast {
namespace {

using testing::ElementsAre;
using testing::Optional;
using testing::UnorderedElementsAre;

std::vector<std::byte> index_of(const std::vector<std::string>& names) {
  HostMatcherBuilder builder;
  for (const std::string& name : names) builder.add(name);
  return std::move(builder).build();
}

std::vector<std::string> all_of(const HostMatcher& matcher) {
  std::vector<std::string> names;
  matcher.for_each([&](std::string_view name) { names.emplace_back(name); });
  return names;
}

/// What the index must answer, the slow way.
class Reference {
 public:
  explicit Reference(const std::vector<std::string>& names) : names_(names.begin(), names.end()) {}
  std::optional<std::string_view> match(std::string_view name) const {
    std::optional<std::string_view> found;
    for (std::string_view rest = name;; rest.remove_prefix(rest.find('.') + 1)) {
      if (names_.contains(rest)) found = rest;
      if (rest.find('.') == std::string_view::npos) return found;
    }
  }
  std::set<std::string> kept() const {
    std::set<std::string> kept;
    for (const std::string& name : names_) {
      if (match(name) == name) kept.insert(name);
    }
    return kept;
  }

 private:
  std::set<std::string, std::less<>> names_;
};

void expect_same(const std::vector<std::string>& names, const std::vector<std::string>& asked) {
  const auto bytes = index_of(names);
  const auto matcher = HostMatcher::open(bytes);
  ASSERT_TRUE(matcher);
  const Reference reference(names);
  const auto kept = reference.kept();
  const auto listed = all_of(*matcher);
  EXPECT_EQ(std::set<std::string>(listed.begin(), listed.end()), kept);
  EXPECT_EQ(listed.size(), kept.size());
  EXPECT_EQ(matcher->size(), kept.size());
  for (const auto* queries : {&names, &asked}) {
    for (const std::string& name : *queries) {
      ASSERT_EQ(matcher->match(name), reference.match(name)) << name;
      ASSERT_EQ(matcher->match("a.b." + name), reference.match("a.b." + name)) << name;
    }
  }
}

TEST(HostMatcher, MatchesNothingByDefault) {
  EXPECT_EQ(HostMatcher().match("example.com"), std::nullopt);
  EXPECT_EQ(HostMatcher().size(), 0u);
  EXPECT_THAT(all_of(HostMatcher()), ElementsAre());
}

TEST(HostMatcher, MatchesNothingOfAnEmptyList) {
  const auto bytes = index_of({});
  const auto matcher = HostMatcher::open(bytes);
  ASSERT_TRUE(matcher);
  EXPECT_EQ(matcher->match("example.com"), std::nullopt);
}

TEST(HostMatcher, AnswersForNamesBelowAListedOneByLabels) {
  const auto bytes = index_of({"example.com", "chat.example.org"});
  const auto matcher = HostMatcher::open(bytes);
  ASSERT_TRUE(matcher);
  EXPECT_THAT(matcher->match("example.com"), Optional(std::string_view("example.com")));
  EXPECT_THAT(matcher->match("a.b.example.com"), Optional(std::string_view("example.com")));
  EXPECT_THAT(matcher->match("my.chat.example.org"),
              Optional(std::string_view("chat.example.org")));
  for (const char* name : {"", ".", "com", "org", "example.org", "notexample.com", "example.com.",
                           "example.co", "Example.com", "xchat.example.org", "\xff.com"}) {
    EXPECT_EQ(matcher->match(name), std::nullopt) << name;
  }
  EXPECT_EQ(matcher->match(std::string(300, 'a') + ".example.com"), std::nullopt);
}

TEST(HostMatcher, AnswersAsASetOfSuffixesDoes) {
  for (const std::size_t count : {1, 2, 7, 100, 1'000}) {
    const auto seed = static_cast<std::uint64_t>(count);
    expect_same(fakes::list_names(count, seed), fakes::other_names(300, seed));
  }
}

TEST(HostMatcher, HoldsThousandsBelowOneDomainAndBelowThose) {
  std::vector<std::string> names;
  for (int i = 0; i < 1'000; ++i) {
    names.push_back("b" + std::to_string(i) + ".pages.example.com");
    names.push_back("b" + std::to_string(i) + ".deep.b7.more.example.museum");
  }
  names.push_back("b1.b1.pages.example.com");
  expect_same(names, {"pages.example.com", "example.com", "b1000.pages.example.com",
                      "deep.b7.more.example.museum", "more.example.museum"});
}

TEST(HostMatcher, TellsLongNamesApart) {
  const std::string label(60, 'q');
  std::vector<std::string> names;
  for (const char c : {'a', 'b', '9', '_'}) {
    names.push_back(c + label + ".com");
    names.push_back(c + label + "." + label + "." + label + ".museum");
    names.push_back("x." + (label + c) + ".travel");
  }
  expect_same(names, {"c" + label + ".com", label + ".com", "y." + label + "a.travel"});
}

TEST(HostMatcher, VisitsEachListedNameOnce) {
  const auto bytes = index_of({"b.example.com", "example.org", "a.b.example.com", "x.co.uk"});
  const auto matcher = HostMatcher::open(bytes);
  ASSERT_TRUE(matcher);
  EXPECT_THAT(all_of(*matcher), UnorderedElementsAre("b.example.com", "example.org", "x.co.uk"));
}

TEST(HostMatcher, TakesNothingThatIsNotAWholeIndex) {
  const auto bytes = index_of(fakes::list_names(500));
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 16) {
    const auto cut = HostMatcher::open(std::span(bytes).first(size));
    ASSERT_FALSE(cut) << size;
    EXPECT_EQ(cut.error().code, ErrorCode::kCorrupt);
  }
  auto other_version = bytes;
  other_version[7] = std::byte{2};
  EXPECT_FALSE(HostMatcher::open(other_version));
  auto longer = bytes;
  longer.push_back(std::byte{0});
  EXPECT_FALSE(HostMatcher::open(longer));
}

TEST(HostMatcher, StaysInBoundsWhateverTheBytes) {
  const auto names = fakes::list_names(200);
  const auto whole = index_of(names);
  std::mt19937_64 random(7);
  for (int round = 0; round < 60; ++round) {
    auto bytes = whole;
    for (int i = 0; i < 12; ++i) {
      bytes[24 + random() % (bytes.size() - 24)] = static_cast<std::byte>(random() % 256);
    }
    const auto matcher = HostMatcher::open(bytes);
    ASSERT_TRUE(matcher);
    for (const std::string& name : names) (void)matcher->match(name);
    matcher->for_each([](std::string_view) {});
  }
}

}  // namespace
}  // namespace holdfast
