#pragma once

#include <map>
#include <string>
#include <string_view>

namespace holdfast::daemon {

/// The words of a page in one language.
class PageWords {
 public:
  /// Of the text of a `messages.json` (WebExtensions i18n); what it does not say is left out.
  explicit PageWords(std::string_view json);

  /// Empty for one that there is not.
  const std::string& operator[](std::string_view key) const;
  /// With `value` for `$1`.
  std::string filled(std::string_view key, std::string_view value) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return words_; }

 private:
  std::map<std::string, std::string, std::less<>> words_;
};

/// For a text or an attribute in quotes; also without braces, so that no words of a person can
/// become a mark that somebody else fills (page_bundle.h).
std::string html_escaped(std::string_view text);

}  // namespace holdfast::daemon
