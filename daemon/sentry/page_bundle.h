#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

namespace holdfast::daemon {

/// The languages of Holdfast's own pages; the first is the fallback.
enum class PageLanguage : std::uint8_t { kEnglish, kGerman, kSpanish };
inline constexpr std::array<std::string_view, 3> kPageLanguages = {"en", "de", "es"};

/// The pages that anybody may see.
enum class SharedPage : std::uint8_t {
  kResting,  ///< the kind page without anything of the person's
  kPassed,   ///< after *Let it pass*
  kStale,    ///< its token is used or too old: the kind page, with a word about that
  kBlocked,  ///< in the place of a blocked name
};
inline constexpr std::size_t kSharedPages = 4;

/// Where the sentry writes into a page what only it knows. What a page says of the person never
/// contains a brace (the page's writer escapes them), so no words of theirs can become a mark.
inline constexpr std::string_view kTokenMark = "{{token}}";
inline constexpr std::string_view kRuleMark = "{{rule}}";

/// A mark in a page, and what it becomes there.
struct PageMark {
  std::string_view mark;
  std::string_view value;
};
std::string with_marks(std::string_view page, std::span<const PageMark> marks);

/// All shared pages in all languages, and the source expression that allows their style.
struct SharedPages {
  std::string style_source;  ///< `'sha256-…'`
  std::array<std::array<std::string, kPageLanguages.size()>, kSharedPages> pages;

  const std::string& page(SharedPage which, PageLanguage language) const {
    return pages[static_cast<std::size_t>(which)][static_cast<std::size_t>(language)];
  }
};

/// As the daemon hands them over, and as the sentry takes them: kCorrupt for what does not add up,
/// or whose style's source is none.
std::vector<std::byte> pack_pages(const SharedPages& pages);
Result<SharedPages> unpack_pages(std::span<const std::byte> bytes);

}  // namespace holdfast::daemon
