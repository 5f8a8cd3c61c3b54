#include <openssl/evp.h>

#include <array>
#include <boost/json.hpp>
#include <utility>

#include "platform/browser/page_filters.h"
#include "platform/browser/policy_text.h"

namespace holdfast::platform {
namespace {

namespace json = boost::json;

// Beside `policies`, where Firefox reads nothing.
constexpr std::string_view kOurs = "holdfast";
constexpr std::string_view kBefore = "before_base64";
constexpr std::string_view kPolicies = "policies";
// The policies that ours has something in.
constexpr std::array<std::string_view, 5> kMerged = {
    "WebsiteFilter", "DNSOverHTTPS", "ExtensionSettings", "Preferences", "3rdparty"};

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

json::object& object_in(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  if (!value.is_object()) value = json::object();
  return value.as_object();
}

void add_to_list(json::object& parent, std::string_view key, std::vector<std::string> ours) {
  json::value& value = parent[key];
  if (!value.is_array()) value = json::array();
  for (std::string& one : ours) value.as_array().emplace_back(std::move(one));
}

const json::object* policies_in(const std::optional<json::object>& file) {
  const json::value* policies = file ? file->if_contains(kPolicies) : nullptr;
  return policies != nullptr && policies->is_object() ? &policies->as_object() : nullptr;
}

bool is_merged(std::string_view key) {
  return std::find(kMerged.begin(), kMerged.end(), key) != kMerged.end();
}

}  // namespace

FirefoxPolicies read_firefox_policies(std::string_view text) {
  FirefoxPolicies found;
  const auto file = policy_json(text);
  const json::value* ours = file ? file->if_contains(kOurs) : nullptr;
  if (ours == nullptr || !ours->is_object()) {
    found.before = std::string(text);
    return found;
  }
  found.is_ours = true;
  const json::value* before = ours->as_object().if_contains(kBefore);
  if (before != nullptr && before->is_string()) found.before = from_base64(before->as_string());
  return found;
}

std::string firefox_policy(const PageRules& rules, const ManagedExtension& extension,
                           const std::optional<std::string>& before, std::string_view base) {
  json::object file = policy_json(base).value_or(json::object());
  json::object& policies = object_in(file, kPolicies);
  PageFilters filters = firefox_filters(rules);
  json::object& sites = object_in(policies, "WebsiteFilter");
  add_to_list(sites, "Block", std::move(filters.blocked));
  add_to_list(sites, "Exceptions", std::move(filters.allowed));
  policies["DNSOverHTTPS"] = {{"Enabled", false}, {"Locked", true}};
  json::object& preferences = object_in(policies, "Preferences");
  preferences["network.trr.exclude-etc-hosts"] = {{"Value", true}, {"Status", "locked"}};
  if (!extension.url.empty()) {
    preferences["xpinstall.signatures.required"] = {{"Value", false}, {"Status", "locked"}};
    object_in(policies, "ExtensionSettings")[extension.id] = {
        {"installation_mode", "force_installed"},
        {"install_url", extension.url},
        {"private_browsing", true}};
  }
  if (!extension.id.empty())
    object_in(object_in(policies, "3rdparty"),
              "Extensions")[extension.id] = {{"pages", extension.pages}};
  json::object ours{{"about", "written by Holdfast, which returns what was here before"}};
  if (before) ours[kBefore] = base64(*before);
  file[kOurs] = std::move(ours);
  return json::serialize(file) + "\n";
}

std::optional<std::string> before_with_edits(std::string_view found,
                                             const std::optional<std::string>& before,
                                             std::string_view base) {
  const auto edited = policy_json(found);
  const json::object* now = policies_in(edited);
  if (now == nullptr) return before;
  const auto kept = policy_json(base);
  const json::object* then = policies_in(kept);
  json::object theirs;
  for (const auto& [key, value] : *now) {
    if (!is_merged(key)) theirs[key] = value;
  }
  json::object same;
  json::object whole;
  if (then != nullptr) {
    for (const auto& [key, value] : *then) {
      (is_merged(key) ? whole : same)[key] = value;
    }
  }
  if (theirs == same) return before;
  for (const auto& [key, value] : theirs) whole[key] = value;
  json::object file = kept.value_or(json::object());
  file[kPolicies] = std::move(whole);
  return json::serialize(file) + "\n";
}

}  // namespace holdfast::platform
