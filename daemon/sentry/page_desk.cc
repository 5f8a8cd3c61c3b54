#include "daemon/sentry/page_desk.h"

#include <array>
#include <utility>

#include "daemon/sentry/http_response.h"

namespace holdfast::daemon {
namespace {

std::string bare(std::string_view status, const PageVisit& visit, std::string_view allow = {}) {
  return http_response({.status = status, .allow = allow}, visit.method);
}

}  // namespace

std::variant<std::string, PageDeed> PageDesk::begin(const PageVisit& visit, Instant now) {
  switch (visit.wish) {
    case PageWish::kShow:
      // What nobody sees needs no one's name.
      if (visit.method == platform::HttpMethod::kHead || !may_ask(now))
        return shared("200 OK", SharedPage::kResting, visit);
      return PageDeed::kShow;
    case PageWish::kPass:
      if (tokens_.redeem(visit.token, visit.rule, now)) return PageDeed::kPass;
      return shared("403 Forbidden", SharedPage::kStale, visit);
    case PageWish::kPassed:
      return shared("200 OK", SharedPage::kPassed, visit);
    case PageWish::kStale:
      return shared("403 Forbidden", SharedPage::kStale, visit);
    case PageWish::kWrongMethod:
      return bare("405 Method Not Allowed", visit, "GET, HEAD, POST");
    case PageWish::kTooLarge:
      return bare("413 Content Too Large", visit);
    case PageWish::kWrongType:
      return bare("415 Unsupported Media Type", visit);
    case PageWish::kUnreadable:
      return bare("400 Bad Request", visit);
    case PageWish::kForbidden:
      return bare("403 Forbidden", visit);
    case PageWish::kNotFound:
      break;
  }
  return bare("404 Not Found", visit);
}

bool PageDesk::may_ask(Instant now) {
  if (now - second_ >= std::chrono::seconds(1)) {
    second_ = now;
    questions_ = 0;
  }
  return ++questions_ <= kMostQuestions;
}

std::string PageDesk::finish(const PageVisit& visit, std::string_view page, Instant now) {
  // Seen after a redirect, so that to load it again sends no form.
  if (visit.wish == PageWish::kPass)
    return http_response({.status = "303 See Other", .location = "/passed"}, visit.method);
  if (page.empty() || !pages_) return shared("200 OK", SharedPage::kResting, visit);
  const std::string token = tokens_.issue(visit.rule, now);
  const std::array marks = {PageMark{kTokenMark, token}, PageMark{kRuleMark, visit.rule}};
  const std::string filled = with_marks(page, marks);
  return http_response({.status = "200 OK", .body = filled, .style_source = pages_->style_source},
                       visit.method);
}

std::string PageDesk::shared(std::string_view status, SharedPage which,
                             const PageVisit& visit) const {
  if (!pages_) return small_page(status, visit.method);
  const std::array marks = {PageMark{kRuleMark, visit.rule}};
  const std::string page = with_marks(pages_->page(which, visit.language), marks);
  return http_response({.status = status, .body = page, .style_source = pages_->style_source},
                       visit.method);
}

std::string PageDesk::blocked(const PageVisit& visit, PageKind kind) const {
  if (kind == PageKind::kIcon) return bare("404 Not Found", visit);
  return shared("403 Forbidden", SharedPage::kBlocked, visit);
}

}  // namespace holdfast::daemon
