#pragma once

#include <array>
#include <string_view>

#include "daemon/sentry/page_bundle.h"

namespace holdfast::daemon {

/// The kind page as it stands in `platform/browser_extension/`, compiled in.
struct PageTexts {
  std::string_view html;
  std::string_view css;
  std::array<std::string_view, kPageLanguages.size()> messages;  ///< by PageLanguage; JSON
};
const PageTexts& page_texts();

}  // namespace holdfast::daemon
