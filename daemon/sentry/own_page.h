#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/sentry/endpoint.h"
#include "daemon/sentry/page_bundle.h"
#include "daemon/sentry/request.h"

namespace holdfast::daemon {

/// What a request to Holdfast's own pages comes to, by its route and its manners.
enum class PageWish : std::uint8_t {
  kShow,    ///< `GET /resting?rule=ID`: the kind page
  kPass,    ///< `POST /pass`: let it pass
  kPassed,  ///< `GET /passed`: the words after that, which change nothing
  kNotFound,
  kWrongMethod,
  kTooLarge,
  kWrongType,
  kUnreadable,
  kForbidden,  ///< a part of another page, or a form of another origin
  kStale,      ///< a form whose token cannot be one
};

struct PageVisit {
  PageWish wish = PageWish::kNotFound;
  PageLanguage language = PageLanguage::kEnglish;
  platform::HttpMethod method = platform::HttpMethod::kGet;
  std::string rule;         ///< sixteen hex digits, or empty
  std::string token;        ///< of the form
  std::uint64_t asked = 0;  ///< the number of the question to the daemon; 0 before it is asked
};

/// Whether a request is for Holdfast's own page: its Host names, literally, the loopback address
/// and port that the connection went to. A page on any name (a blocked one, or one that was turned
/// to this address to get at it) can never send that.
bool is_for_own_page(const Request& request, const Endpoint& destination);

/// Of a request for which that is so.
PageVisit read_visit(const Request& request);

PageLanguage language_of(const Request& request);

/// Sixteen lower-case hex digits.
bool is_rule_id(std::string_view text);

}  // namespace holdfast::daemon
