// What helps, and what the past shows: answered from the state and the store.
#include <optional>
#include <set>
#include <utility>

#include "daemon/api.h"
#include "daemon/api_json.h"
#include "daemon/event_pages.h"
#include "daemon/rfc3339.h"
#include "platform/ipc/names.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

/// Gathers the rows of the record that tell of urges, in their order.
class PastReader {
 public:
  void take(const platform::EventRow& row) {
    const LogEntry entry = entry_of(row);
    if (row.kind == kind::kUrge) return urges_.push_back({row.id, {row.at.wall}});
    if (row.kind == kind::kSlip) return past_.slips.push_back(when(entry));
    const json::value* urge = entry.detail.if_contains("urge");
    if (row.kind == kind::kRiddenOut && urge && urge->is_int64()) ridden_.insert(urge->as_int64());
    const json::value* helped = entry.detail.if_contains("helped");
    if (!helped || !helped->is_string()) return;
    if (const auto help = help_of(helped->as_string())) ++past_.helped[*help];
  }

  Past past() && {
    for (auto& [id, urge] : urges_) {
      urge.ridden_out = ridden_.contains(id);
      past_.urges.push_back(urge);
    }
    return std::move(past_);
  }

 private:
  // When contact happened, which may be before it was said.
  static Wall when(const LogEntry& entry) {
    const json::value* when = entry.detail.if_contains("when");
    if (!when || !when->is_string()) return entry.at.wall;
    const auto at = from_rfc3339(when->as_string());
    return at ? *at : entry.at.wall;
  }

  std::vector<std::pair<std::int64_t, PastUrge>> urges_;
  std::set<std::int64_t> ridden_;
  Past past_;
};

}  // namespace

void Api::get_support(const json::object&, Responder out) {
  out.reply(support_json(support_at(from_.controller.state(), from_.controller.now())));
}

void Api::insights(const json::object&, Responder out) {
  const State& state = from_.controller.state();
  const Moment now = from_.controller.now();
  PastReader reader;
  const auto read =
      from_.store.events({.kinds = {std::string(kind::kUrge), std::string(kind::kRiddenOut),
                                    std::string(kind::kHelped), std::string(kind::kSlip)}},
                         [&](const platform::EventRow& row) {
                           reader.take(row);
                           return true;
                         });
  if (!read) return out.error(ipc::kFailed, said(read.error().text));
  const Wall since = state.streak.first_start.value_or(now.wall);
  out.reply(insights_json(
      holdfast::insights(std::move(reader).past(), since, now.wall, state.zone.current),
      state.streak.slips));
}

}  // namespace holdfast::daemon
