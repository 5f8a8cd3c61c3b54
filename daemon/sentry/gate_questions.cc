// What the gate asks the daemon about, since it depends on who is there.
#include <utility>

#include "daemon/sentry/gate.h"

namespace holdfast::daemon {

// No attempt, whatever it wants. What depends on who it is waits for the daemon's word.
void Gate::visit(Slot slot, const Request& request, Instant now) {
  Connection& connection = table_[slot];
  connection.protocol = request.protocol;
  connection.visit = std::make_unique<PageVisit>(read_visit(request));
  PageVisit& visit = *connection.visit;
  auto begun = desk_.begin(visit, now);
  if (auto* response = std::get_if<std::string>(&begun))
    return respond(slot, std::move(*response), now);
  visit.asked = ++last_asked_;
  const bool is_asked = send_(PageAsked{visit.asked, std::get<PageDeed>(begun), visit.language,
                                        visit.rule, connection.from, connection.to});
  if (!is_asked) return respond(slot, desk_.finish(visit, {}, now), now);
  table_.enter(slot, Phase::kHolding, now);
}

// A name that only browsers may reach. False when the daemon cannot be asked.
bool Gate::ask_about(Slot slot, std::string_view bytes, Instant now) {
  if (!table_[slot].head) keep(slot, bytes, now);
  Connection& connection = table_[slot];
  const PageAsked question{.token = ++last_asked_,
                           .deed = PageDeed::kEnter,
                           .client = connection.from,
                           .destination = connection.to};
  if (!send_(question)) return false;
  connection.asked = question.token;
  table_.enter(slot, Phase::kHolding, now);
  return true;
}

void Gate::let_in(Slot slot, Instant now) {
  table_[slot].asked = 0;
  const std::string first = *table_[slot].head;
  relay(slot, first, now);
}

void Gate::answer_page(const PageAnswer& answer, std::string_view page) {
  const Instant now = std::chrono::steady_clock::now();
  for (auto slot = table_.oldest(Phase::kHolding); slot; slot = table_.after(*slot)) {
    Connection& connection = table_[*slot];
    if (connection.asked != 0 && connection.asked == answer.token) {
      if (answer.audience == Audience::kPerson) return let_in(*slot, now);
      connection.asked = 0;
      return refuse(*slot, read_request(std::string(*connection.head)), now);
    }
    const auto& visit = connection.visit;
    if (!visit || visit->asked == 0 || visit->asked != answer.token) continue;
    return respond(*slot, desk_.finish(*visit, page, now), now);
  }
}

}  // namespace holdfast::daemon
