#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

namespace holdfast {

/// Whether the service tells `Her.Name` and `her.name` apart.
enum class HandleCase { kInsensitive, kSensitive };

/// What the handles of a service look like, and their canonical spelling.
class HandleRule {
 public:
  /// As the `[handle]` table of a catalog file says it.
  struct Words {
    std::string chars = "a-z0-9._-";  ///< characters and ranges; a `-` comes last
    std::size_t min = 1;              ///< bytes
    std::size_t max = 64;             ///< bytes
    std::string prefix{};             ///< how each of them begins
    std::string ignore{};             ///< characters that people write and the service drops
    HandleCase letters = HandleCase::kInsensitive;
    bool needs_letter = false;            ///< digits alone are something else, such as a video
    bool unicode = false;                 ///< takes characters beyond ASCII as well
    std::vector<std::string> reserved{};  ///< pages of the service, never a person
  };

  /// Takes what most services take: letters, digits, `.`, `_` and `-`.
  HandleRule();
  /// kInvalid when `chars` is no such list or the lengths contradict each other.
  static Result<HandleRule> make(Words words);

  /// The canonical spelling: without ignored characters, in lower case where case is ignored.
  /// Nothing when no handle of the service looks so.
  std::optional<std::string> canonical(std::string_view handle) const;
  /// Takes the canonical spelling.
  bool is_reserved(std::string_view handle) const;
  /// One sentence on what a handle may be.
  Phrase describe() const;
  HandleCase letters() const { return words_.letters; }
  /// Characters that people write and the service drops.
  const std::string& ignored() const { return words_.ignore; }

 private:
  HandleRule(Words words, const std::bitset<128>& allowed);

  Words words_;
  std::bitset<128> allowed_;
};

}  // namespace holdfast
