#pragma once

#include <toml++/toml.h>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/host_name.h"
#include "policy/result.h"

namespace holdfast {

/// Parses one TOML text. kInvalid as `file:line:column: what is wrong`.
Result<toml::table> parse_toml(std::string_view file, std::string_view text);

/// Takes values out of TOML nodes. Keeps the first problem with its place and gives harmless
/// values from then on, so that the code that reads needs no branch at every step.
class TomlReader {
 public:
  using Strings = std::vector<std::pair<std::string, const toml::node*>>;

  /// `file` is only named in problems.
  explicit TomlReader(std::string_view file) : file_(file) {}

  const std::optional<Error>& problem() const { return problem_; }
  void fail(const toml::source_region& where, std::string_view what);
  void fail(const toml::node& node, std::string_view what) { fail(node.source(), what); }

  /// Complains of every key that is not known, with the nearest one that is.
  void expect_keys(const toml::table& table, std::initializer_list<std::string_view> known);

  /// Not empty, no control characters.
  std::string string(const toml::node& node);
  bool boolean(const toml::node& node);
  std::size_t size(const toml::node& node);
  /// The texts of a list, each with its place; a single text is a list of one.
  Strings strings(const toml::node& node);
  /// A host that a rule may block.
  std::optional<HostName> host(std::string_view text, const toml::node& where);

 private:
  std::string file_;
  std::optional<Error> problem_;
};

}  // namespace holdfast
