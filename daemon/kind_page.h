#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/page_template.h"
#include "daemon/page_texts.h"
#include "daemon/page_words.h"
#include "daemon/sentry/page_bundle.h"
#include "policy/kind_page_facts.h"

namespace holdfast::daemon {

/// Writes the kind page, for anybody and for the person. Pure: the same facts give the same page.
class KindPages {
 public:
  /// `address` is where the page is served, to be linked to from the place of a blocked name.
  KindPages(const PageTexts& texts, std::string address);

  SharedPages shared() const;
  /// With the form that only the person gets, whose marks the sentry fills (page_bundle.h).
  std::string personal(const KindPageFacts& facts, PageLanguage language) const;

 private:
  std::string filled(PageFilling filling, const PageWords& words,
                     std::string_view title = "page_title") const;

  const PageTexts& texts_;
  std::vector<PageWords> words_;  // by language
  std::string address_;
};

}  // namespace holdfast::daemon
