#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/page_rules.h"

namespace holdfast::platform {

/// The extension as browsers are told of it by policy.
struct ManagedExtension {
  std::string id;       ///< in this browser; empty: it is not told of at all
  std::string url;      ///< where it is installed from; empty: it is not
  std::string version;  ///< at least this one
  std::string pages;    ///< the page rules, JSON
};

/// A policy file of somebody, as far as it is JSON with an object outermost; else nothing. Comments
/// and trailing commas pass, as they do in the browsers.
std::optional<boost::json::object> policy_json(std::string_view text);

/// The whole managed policy of the Chromium family: page filters, secure DNS off, and the extension
/// with its rules. Of several files that set a key only the last one counts, so the lists of
/// `others`, the other files of the folder in order, are in it as well. `browser` is an id of
/// browsers.h.
std::string chromium_policy(std::string_view browser, const PageRules& rules,
                            const ManagedExtension& extension,
                            const std::vector<std::string>& others);

/// policies.json of Firefox. There is one only, so ours carries what was in its place: unseen by
/// Firefox, to be returned byte for byte, and merged with ours, so that it goes on counting.
struct FirefoxPolicies {
  std::optional<std::string> before;  ///< the file that ours took the place of; nothing: no file
  bool is_ours = false;               ///< ours was there already
};

/// What a policies.json holds: ours with what it took the place of, or somebody's.
FirefoxPolicies read_firefox_policies(std::string_view text);

/// `base` is merged: what was there before, else what the distribution would have counted.
std::string firefox_policy(const PageRules& rules, const ManagedExtension& extension,
                           const std::optional<std::string>& before, std::string_view base);

/// What of `found`, an edited file of ours, was put in or taken out by hand, done to `before`. The
/// same bytes where nothing of theirs changed. `base` is what was merged into ours.
std::optional<std::string> before_with_edits(std::string_view found,
                                             const std::optional<std::string>& before,
                                             std::string_view base);

}  // namespace holdfast::platform
