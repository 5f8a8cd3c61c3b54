#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "daemon/sentry/page_desk.h"

// Whatever is asked of Holdfast's own page: what is written into an answer is sound, and no token
// that was not handed out lets anything pass. Whatever comes as pages, what is taken can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdfast;
  using namespace holdfast::daemon;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const Endpoint own{IpAddress::v4({127, 0, 53, 66}), 80};
  const Request request = read_request(bytes);
  PageDesk desk;
  if (auto pages = unpack_pages(std::as_bytes(std::span(bytes)))) {
    if (pack_pages(*pages).size() != size) std::abort();
    desk.use(std::move(*pages));
  }
  if (request.body.size() > kMaxForm) std::abort();
  if (!is_for_own_page(request, own)) return 0;
  if (!request.host.empty()) std::abort();
  const PageVisit visit = read_visit(request);
  if (!visit.rule.empty() && !is_rule_id(visit.rule)) std::abort();
  const auto begun = desk.begin(visit, Instant());
  const auto* deed = std::get_if<PageDeed>(&begun);
  if (deed != nullptr && *deed == PageDeed::kPass) std::abort();
  if (deed == nullptr && !std::get<std::string>(begun).starts_with("HTTP/1.1 ")) std::abort();
  return 0;
}
