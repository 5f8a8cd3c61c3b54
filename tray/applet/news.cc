#include "tray/applet/news.h"

#include <algorithm>
#include <utility>

#include "tray/applet/notice.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"

namespace holdfast::applet {
namespace {

namespace json = boost::json;
using cli::number_of;
using cli::text_of;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// A layer that is applied anew fails for a moment.
constexpr seconds kGrace{3};

}  // namespace

News::Weight News::take(const json::object& event) {
  const json::object& detail = cli::object_of(event, "detail");
  Happened one{text_of(event, "kind"),
               number_of(event, "id"),
               cli::parse_time(text_of(event, "time")).value_or(Time{}),
               number_of(detail, "urge"),
               number_of(detail, "days"),
               detail.contains("said"),
               text_of(detail, "browser")};
  const Weight weight = one.kind == "urge" ? Weight::kUrge : Weight::kQuiet;
  happened_.push_back(std::move(one));
  return weight;
}

void News::tell(const Known& known, Board& board) {
  for (const Happened& one : std::exchange(happened_, {})) tell_one(one, known, board);
  if (!known.is_connected()) {
    board.withdraw(kWeakenedKey);
    weakened_at_.reset();
    told_weakened_.clear();
    return;
  }
  tell_ready(known, board);
  tell_weakened(known, board);
}

void News::tell_one(const Happened& one, const Known& known, Board& board) {
  if (one.kind == "urge") {
    board.post(urge_notice(one.id, one.was_said ? UrgeSource::kSaid : UrgeSource::kNoticed, known));
  } else if (one.kind == "ridden_out") {
    board.withdraw(urge_key(one.urge));
  } else if (one.kind == "milestone" && known.now - one.time < hours(24)) {
    if (one.days > 0) board.post(milestone_notice(one.days, known));
  } else if (one.kind == "browser_waits" && known.now - one.time < minutes(5)) {
    board.post(browser_notice(one.browser));
  } else if (one.kind == "allowance_opened" && known.now - one.time < minutes(5)) {
    board.post(allowance_notice(true));
  } else if (one.kind == "allowance_closed" && known.now - one.time < minutes(5)) {
    board.post(allowance_notice(false));
  }
}

void News::tell_ready(const Known& known, Board& board) {
  std::set<std::int64_t> ready;
  for (const Pending& one : known.pending) {
    if (!one.is_ready) continue;
    ready.insert(one.id);
    if (!told_ready_.contains(one.id)) board.post(ready_notice(one, known));
  }
  for (const std::int64_t id : told_ready_) {
    if (!ready.contains(id)) board.withdraw(ready_key(id));
  }
  told_ready_ = std::move(ready);
}

void News::tell_weakened(const Known& known, Board& board) {
  if (known.guard != Guard::kWeakened) {
    board.withdraw(kWeakenedKey);
    weakened_at_.reset();
    told_weakened_.clear();
    return;
  }
  if (!weakened_at_ && told_weakened_.empty()) weakened_at_ = known.now + kGrace;
  if (weakened_at_ && known.now < *weakened_at_) return;
  weakened_at_.reset();
  Notice notice = weakened_notice(known);
  if (std::exchange(told_weakened_, notice.body) != notice.body) board.post(std::move(notice));
}

}  // namespace holdfast::applet
