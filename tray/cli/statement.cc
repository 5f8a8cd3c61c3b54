#include "tray/cli/statement.h"

#include <algorithm>

#include "platform/ipc/utf8.h"

namespace holdfast::cli {
namespace {

bool fits_on_a_line(std::string_view word) {
  return ipc::is_utf8(word) && std::none_of(word.begin(), word.end(),
                                            [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

std::string quoted_if_needed(const std::string& word) {
  const bool is_plain =
      !word.empty() && word[0] != '#' && word.find_first_of(" \"") == std::string::npos;
  if (is_plain) return word;
  std::string quoted = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::optional<std::string> to_statement(std::string_view keyword,
                                        const std::vector<std::string>& words) {
  std::string line(keyword);
  for (const std::string& word : words) {
    if (!fits_on_a_line(word)) return std::nullopt;
    line += " " + quoted_if_needed(word);
  }
  return line;
}

bool begins_with(std::string_view line, std::string_view keyword) {
  if (!line.starts_with(keyword)) return false;
  return line.size() == keyword.size() || line[keyword.size()] == ' ' ||
         line[keyword.size()] == '\t';
}

std::vector<std::string> lines_with(std::string_view policy, std::string_view keyword) {
  std::vector<std::string> found;
  while (!policy.empty()) {
    std::string_view line = policy.substr(0, policy.find('\n'));
    policy.remove_prefix(std::min(line.size() + 1, policy.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (begins_with(line, keyword)) found.emplace_back(line);
  }
  return found;
}

}  // namespace holdfast::cli
