#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/browser/policy_text.h"

// Whatever stood in a browser's policies comes back byte for byte, and is merged into JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast::platform;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const holdfast::PageRules rules;
  const ManagedExtension extension{.id = "id", .url = "file:///x", .version = "1", .pages = "{}"};
  const std::string ours = firefox_policy(rules, extension, text, text);
  const FirefoxPolicies found = read_firefox_policies(ours);
  if (!found.is_ours || found.before != text || !policy_json(ours)) std::abort();
  if (before_with_edits(ours, text, text) != text) std::abort();
  (void)before_with_edits(text, text, text);
  const FirefoxPolicies theirs = read_firefox_policies(text);
  if (!theirs.is_ours && theirs.before != text) std::abort();
  if (!policy_json(chromium_policy("chrome", rules, extension, {text}))) std::abort();
  return 0;
}
