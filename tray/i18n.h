#pragma once

#include <libintl.h>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace holdfast {

/// Chooses the person's language (LC_MESSAGES, LC_TIME and LC_CTYPE; numbers stay as they are, for
/// other programs read them) and opens the translations of `holdfast`. They are looked for where
/// they were installed, or in $TEXTDOMAINDIR, as gettext(1) does. Without a translation every text
/// stays English. Translated text is UTF-8 in any locale. To be called once, before any thread.
void init_translations();

/// `text` in the person's language; lives as long as the program.
[[gnu::format_arg(1)]] inline const char* _(const char* text) {
  return *text == '\0' ? text : ::gettext(text);  // the empty one names the catalogue's header
}

/// Marks a text that is translated later, where it is used: for tables.
constexpr const char* N_(const char* text) { return text; }

/// The same for a word that says different things in different places: `context` tells a
/// translator which, and is not shown.
std::string in_context(const char* context, const char* text);

/// `text` with {1}, {2}, ... replaced by the parts: a translation may need another order. What
/// names no part stays as it is, and parts are not looked into.
///
///     fill(ngettext("{1} day", "{1} days", days), {std::to_string(days)})
std::string fill(std::string_view text, std::span<const std::string_view> parts);
inline std::string fill(std::string_view text, std::initializer_list<std::string_view> parts) {
  return fill(text, std::span(parts.begin(), parts.size()));
}

}  // namespace holdfast
