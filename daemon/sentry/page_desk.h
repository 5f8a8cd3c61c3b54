#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "daemon/sentry/attempt_ledger.h"
#include "daemon/sentry/channel.h"
#include "daemon/sentry/kind_page.h"
#include "daemon/sentry/own_page.h"
#include "daemon/sentry/page_tokens.h"

namespace holdfast::daemon {

/// Answers for Holdfast's own pages, with what the daemon handed over; until it has, with the small
/// page that is built in. Says nothing of the person but what comes with a PageAnswer for them.
class PageDesk {
 public:
  /// Of a flood no more go to the daemon in a second; the others see what everybody may.
  static constexpr int kMostQuestions = 50;

  void use(SharedPages pages) { pages_ = std::move(pages); }

  /// The whole response, or what the daemon must be asked first. A form's token is used up here.
  std::variant<std::string, PageDeed> begin(const PageVisit& visit, Instant now);
  /// The response once it is known who asked, or that nobody will say. `page` is the person's own,
  /// empty where there is none.
  std::string finish(const PageVisit& visit, std::string_view page, Instant now);

  /// In the place of a blocked name, impersonal whoever looks.
  std::string blocked(const PageVisit& visit, PageKind kind) const;

 private:
  std::string shared(std::string_view status, SharedPage which, const PageVisit& visit) const;

  bool may_ask(Instant now);

  std::optional<SharedPages> pages_;
  PageTokens tokens_;
  Instant second_;  // that the questions are counted in
  int questions_ = 0;
};

}  // namespace holdfast::daemon
