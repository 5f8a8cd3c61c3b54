#include "tests/fakes/names.h"

#include <array>
#include <random>
#include <string_view>
#include <unordered_set>

namespace holdfast::fakes {
namespace {

constexpr std::array<std::string_view, 32> kTops = {
    "com", "com", "com",  "com", "com", "com",    "com", "com", "com",    "com",  "com",
    "com", "com", "com",  "com", "com", "com",    "com", "net", "net",    "net",  "org",
    "ru",  "de",  "info", "xyz", "top", "online", "fr",  "pl",  "com.br", "co.uk"};
constexpr std::array<std::string_view, 48> kSyllables = {
    "an",  "be",  "ca",  "de",   "el",    "fi",    "go",   "ha",   "in",   "ka",  "la",  "me",
    "no",  "or",  "pa",  "re",   "sa",    "ti",    "un",   "vi",   "wa",   "ad",  "on",  "er",
    "st",  "tr",  "ch",  "play", "cam",   "date",  "love", "web",  "site", "net", "top", "live",
    "ing", "ers", "ion", "for",  "track", "click", "best", "chat", "meet", "x",   "my",  "free"};
constexpr std::array<std::string_view, 10> kServices = {"ads", "m",     "stats", "track", "cdn",
                                                        "api", "login", "img",   "pixel", "go"};
// Ends no label of list_names(), so that other names never lie within those.
constexpr std::string_view kOther = "q";

class Source {
 public:
  explicit Source(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t limit) { return engine_() % limit; }
  template <class Choices>
  std::string pick(const Choices& choices) {
    return std::string(choices[below(choices.size())]);
  }

  std::string label() {
    if (below(12) == 0) return hashed();
    std::string text;
    for (std::size_t left = 2 + below(5); left > 0; --left) text += pick(kSyllables);
    if (below(10) == 0) text += std::to_string(below(1000));
    if (below(8) == 0) text += "-" + pick(kSyllables);
    return text;
  }
  std::string registered() { return label() + '.' + pick(kTops); }

  /// A domain that many unrelated names are below, some far more than others.
  std::string shared_domain() {
    const std::size_t rank = below(64) * below(64) / 64;
    return "host" + std::to_string(rank) + "pages.com";
  }

 private:
  std::string hashed() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t left = 8 + below(8); left > 0; --left) text += kDigits[below(16)];
    return text;
  }

  std::mt19937_64 engine_;
};

}  // namespace

std::vector<std::string> list_names(std::size_t count, std::uint64_t seed) {
  Source source(seed);
  std::unordered_set<std::string> seen;
  std::vector<std::string> names;
  std::vector<std::string> domains;
  const auto keep = [&](std::string name) {
    if (names.size() < count && seen.insert(name).second) names.push_back(std::move(name));
  };
  while (names.size() < count) {
    const std::size_t kind = source.below(100);
    if (kind < 58 || domains.empty()) {
      domains.push_back(source.registered());
      keep(domains.back());
    } else if (kind < 78) {
      keep("www." + source.pick(domains));
    } else if (kind < 86) {
      keep(source.pick(kServices) + '.' + source.pick(domains));
    } else if (kind < 93) {
      keep(source.label() + '.' + source.shared_domain());
    } else {
      const std::string domain = source.registered();
      for (std::size_t left = 1 + source.below(3); left > 0; --left) {
        keep(source.pick(kServices) + '.' + domain);
      }
    }
  }
  return names;
}

std::vector<std::string> other_names(std::size_t count, std::uint64_t seed) {
  Source source(seed + 1'000'000);
  std::vector<std::string> names;
  while (names.size() < count) {
    const std::string label = source.label() + std::string(kOther);
    const std::string name =
        label + '.' + (source.below(8) == 0 ? source.shared_domain() : source.pick(kTops));
    names.push_back(source.below(2) == 0 ? "www." + name : name);
  }
  return names;
}

std::string hosts_text(const std::vector<std::string>& names) {
  std::string text = "# A made-up list\n127.0.0.1 localhost\n\n";
  for (const std::string& name : names) text += "0.0.0.0 " + name + '\n';
  return text;
}

}  // namespace holdfast::fakes
