#include <boost/json.hpp>
#include <utility>

#include "platform/browser/page_filters.h"
#include "platform/browser/policy_text.h"

namespace holdfast::platform {
namespace {

namespace json = boost::json;

// The values of a list policy that the other files set; the last of them would have counted.
std::vector<std::string> list_of_others(const std::vector<json::object>& others,
                                        std::string_view key) {
  std::vector<std::string> values;
  for (const json::object& other : others) {
    const json::value* list = other.if_contains(key);
    if (list == nullptr || !list->is_array()) continue;
    values.clear();
    for (const json::value& value : list->as_array()) {
      if (value.is_string()) values.emplace_back(value.as_string());
    }
  }
  return values;
}

json::object object_of_others(const std::vector<json::object>& others, std::string_view key) {
  json::object values;
  for (const json::object& other : others) {
    const json::value* object = other.if_contains(key);
    if (object != nullptr && object->is_object()) values = object->as_object();
  }
  return values;
}

// Theirs first: where a browser takes only so many, ours know how to do with less.
json::array joined(const std::vector<std::string>& theirs, std::vector<std::string> ours) {
  json::array all;
  for (const std::string& value : theirs) all.emplace_back(value);
  for (std::string& value : ours) all.emplace_back(std::move(value));
  return all;
}

json::object& object_in(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  if (!value.is_object()) value = json::object();
  return value.as_object();
}

}  // namespace

std::optional<json::object> policy_json(std::string_view text) {
  json::parse_options options;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  boost::system::error_code failed;
  json::value value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

std::string chromium_policy(std::string_view browser, const PageRules& rules,
                            const ManagedExtension& extension,
                            const std::vector<std::string>& others) {
  std::vector<json::object> parsed;
  for (const std::string& text : others) {
    if (auto object = policy_json(text)) parsed.push_back(std::move(*object));
  }
  const std::vector<std::string> their_blocks = list_of_others(parsed, "URLBlocklist");
  PageFilters filters = chromium_filters(rules, their_blocks);
  json::object policy{
      {"URLBlocklist", joined(their_blocks, std::move(filters.blocked))},
      {"URLAllowlist", joined(list_of_others(parsed, "URLAllowlist"), std::move(filters.allowed))},
      {"DnsOverHttpsMode", "off"}};
  // Its windows with Tor have a network of their own.
  if (browser == "brave") policy["TorDisabled"] = true;
  if (!extension.url.empty()) {
    json::object settings = object_of_others(parsed, "ExtensionSettings");
    settings[extension.id] = {{"installation_mode", "force_installed"},
                              {"update_url", extension.url},
                              {"override_update_url", true},
                              {"minimum_version_required", extension.version}};
    policy["ExtensionSettings"] = std::move(settings);
  }
  if (extension.id.empty()) return json::serialize(policy) + "\n";
  json::object third_party = object_of_others(parsed, "3rdparty");
  object_in(third_party, "extensions")[extension.id] = {{"pages", extension.pages}};
  policy["3rdparty"] = std::move(third_party);
  return json::serialize(policy) + "\n";
}

}  // namespace holdfast::platform
