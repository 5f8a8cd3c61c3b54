#include "daemon/sentry/own_page.h"

#include <algorithm>

#include "daemon/sentry/page_tokens.h"
#include "platform/accept_language.h"
#include "platform/form_body.h"

namespace holdfast::daemon {
namespace {

using platform::HttpMethod;

constexpr std::size_t kRuleDigits = 16;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_form(std::string_view type) {
  std::string essence(type.substr(0, type.find(';')));
  while (essence.ends_with(' ')) essence.pop_back();
  std::transform(essence.begin(), essence.end(), essence.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return essence == "application/x-www-form-urlencoded";
}

// A browser says where a form was; one that does not say so at least says that it was here.
bool comes_from_itself(const platform::HttpFields& fields) {
  const bool is_near = fields.fetch_site.empty() || fields.fetch_site == "same-origin";
  if (fields.origin.empty()) return fields.fetch_site == "same-origin";
  return is_near && fields.origin == "http://" + fields.authority;
}

PageWish read_pass(const Request& request, PageVisit& visit) {
  if (request.method != HttpMethod::kPost) return PageWish::kWrongMethod;
  if (request.intent == Intent::kEmbedded || !comes_from_itself(request.fields))
    return PageWish::kForbidden;
  if (!is_form(request.fields.content_type)) return PageWish::kWrongType;
  if (request.body_state == BodyState::kTooLarge) return PageWish::kTooLarge;
  if (request.body_state != BodyState::kWhole) return PageWish::kUnreadable;
  visit.rule = platform::form_value(request.body, "rule").value_or("-");
  visit.token = platform::form_value(request.body, "token").value_or("");
  const bool is_sound =
      (visit.rule.empty() || is_rule_id(visit.rule)) && is_hex(visit.token, PageTokens::kDigits);
  if (is_sound) return PageWish::kPass;
  visit.rule.clear();  // it is written into the answer
  return PageWish::kStale;
}

PageWish read_look(const Request& request, PageWish wish) {
  if (request.method != HttpMethod::kGet && request.method != HttpMethod::kHead)
    return PageWish::kWrongMethod;
  return request.intent == Intent::kEmbedded ? PageWish::kForbidden : wish;
}

}  // namespace

bool is_rule_id(std::string_view text) { return is_hex(text, kRuleDigits); }

bool is_for_own_page(const Request& request, const Endpoint& destination) {
  if (request.protocol != Protocol::kHttp || !destination.address.is_loopback()) return false;
  if (destination.address.family() != IpFamily::kV4) return false;
  const std::string bare = destination.address.to_string();
  const std::string& named = request.fields.authority;
  return named == bare + ":" + std::to_string(destination.port) ||
         (destination.port == 80 && named == bare);
}

PageLanguage language_of(const Request& request) {
  return static_cast<PageLanguage>(
      platform::best_language(request.fields.accept_language, kPageLanguages));
}

PageVisit read_visit(const Request& request) {
  PageVisit visit;
  visit.method = request.method;
  visit.language = language_of(request);
  const std::string_view target = request.path;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, mark);
  if (path == "/pass") {
    visit.wish = read_pass(request, visit);
  } else if (path == "/passed") {
    visit.wish = read_look(request, PageWish::kPassed);
  } else if (path == "/" || path == "/resting") {
    const std::string_view query = target.substr(std::min(mark + 1, target.size()));
    visit.rule = platform::form_value(query, "rule").value_or("");
    if (!is_rule_id(visit.rule)) visit.rule.clear();
    visit.wish = read_look(request, PageWish::kShow);
  }
  return visit;
}

}  // namespace holdfast::daemon
