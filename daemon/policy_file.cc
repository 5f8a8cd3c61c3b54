#include "daemon/policy_file.h"

#include <sys/stat.h>

#include "platform/atomic_file.h"
#include "policy/rules_text.h"

namespace holdfast::daemon {
namespace {

// Made by hand or by an editor it may be for all to read, and it says whom it is about. Only where
// it must be: a watched file tells of its mode as well.
void keep_for_root_alone(const std::filesystem::path& path) {
  struct stat status {};
  const bool is_file = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  if (is_file && (status.st_mode & 077) != 0) ::chmod(path.c_str(), 0600);
}

}  // namespace

PolicyFile read_policy(const std::filesystem::path& path) {
  keep_for_root_alone(path);
  auto text = platform::read_file(path, kMaxRulesBytes + 1);
  if (text) return {std::move(text).value(), ""};
  return {std::nullopt, text.error().code == ErrorCode::kNotFound ? Phrase() : text.error().text};
}

}  // namespace holdfast::daemon
