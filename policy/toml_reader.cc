#include "policy/toml_reader.h"

#include <algorithm>

#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::size_t kMaxTextBytes = 256 * 1024;

Error problem_at(std::string_view file, const toml::source_position& at, std::string_view what) {
  return {ErrorCode::kInvalid, std::string(file) + ":" + std::to_string(at.line) + ":" +
                                   std::to_string(at.column) + ": " + std::string(what)};
}

}  // namespace

Result<toml::table> parse_toml(std::string_view file, std::string_view text) {
  if (text.size() > kMaxTextBytes) {
    return problem_at(file, {1, 1}, "the file is larger than 256 KiB");
  }
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& problem) {
    return problem_at(file, problem.source().begin, problem.description());
  }
}

void TomlReader::fail(const toml::source_region& where, std::string_view what) {
  if (!problem_) problem_ = problem_at(file_, where.begin, what);
}

void TomlReader::expect_keys(const toml::table& table,
                             std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : table) {
    const std::string_view word = key.str();
    if (std::ranges::find(known, word) != known.end()) continue;
    const auto nearest = std::ranges::min_element(known, {}, [&](std::string_view other) {
      return edit_distance(other, word.substr(0, 40));
    });
    fail(key.source(),
         "there is no key " + in_quotes(word) + " here; did you mean " + in_quotes(*nearest) + "?");
  }
}

std::string TomlReader::string(const toml::node& node) {
  const auto* value = node.as_string();
  if (value == nullptr) {
    fail(node, "a text in quotes belongs here");
    return {};
  }
  if (value->get().empty() || !is_showable(value->get())) {
    fail(node, "the text is empty or holds control characters");
  }
  return value->get();
}

bool TomlReader::boolean(const toml::node& node) {
  const auto* value = node.as_boolean();
  if (value == nullptr) fail(node, "`true` or `false` belongs here");
  return value != nullptr && value->get();
}

std::size_t TomlReader::size(const toml::node& node) {
  const auto* value = node.as_integer();
  if (value == nullptr || value->get() < 0) {
    fail(node, "a number of bytes belongs here");
    return 0;
  }
  return static_cast<std::size_t>(value->get());
}

TomlReader::Strings TomlReader::strings(const toml::node& node) {
  const auto* array = node.as_array();
  if (array == nullptr) return {{string(node), &node}};
  Strings found;
  for (const toml::node& element : *array) found.emplace_back(string(element), &element);
  return found;
}

std::optional<HostName> TomlReader::host(std::string_view text, const toml::node& where) {
  auto parsed = HostName::parse(text);
  if (!parsed) {
    fail(where, parsed.error().text.english());
    return std::nullopt;
  }
  if (const auto why_not = parsed->why_not_blockable()) {
    fail(where, why_not->english());
    return std::nullopt;
  }
  return std::move(*parsed);
}

}  // namespace holdfast
