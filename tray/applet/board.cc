#include "tray/applet/board.h"

#include <algorithm>
#include <utility>

namespace holdfast::applet {
namespace {

// So many may stand side by side; more are told in one.
constexpr std::int64_t kMostUrges = 2;

}  // namespace

// What answers the person is of no use later, and they are here now. A lock is for everything.
bool Board::is_hidden(const Notice& notice) const {
  if (veils_.empty()) return false;
  const bool is_only_quiet = veils_.size() == 1 && veils_.contains(Veil::kQuiet);
  return !(is_only_quiet && notice.kind == Notice::Kind::kAnswer);
}

void Board::post(Notice notice) {
  const auto same = [&](const Standing& one) { return one.notice.key == notice.key; };
  const auto found = std::find_if(standing_.begin(), standing_.end(), same);
  if (found != standing_.end()) {
    found->notice = std::move(notice);
    found->is_fresh = true;
    return;
  }
  if (notice.kind == Notice::Kind::kAnswer && is_hidden(notice)) return;
  if (notice.kind == Notice::Kind::kUrge) ++urges_unseen_;
  standing_.push_back({std::move(notice)});
}

void Board::withdraw(const std::string& key) {
  const auto found = std::find_if(standing_.begin(), standing_.end(),
                                  [&](const Standing& one) { return one.notice.key == key; });
  if (found == standing_.end()) {
    if (summed_keys_.erase(key) == 0) return;
    // One of those that the summary tells of.
    ++summed_passed_;
    if (summed_passed_ == summed_urges_) post(summary_notice(summed_urges_, summed_passed_));
    return;
  }
  if (found->is_shown) {
    closing_.push_back(key);
  } else if (found->notice.kind == Notice::Kind::kUrge && !found->was_seen) {
    ++passed_unseen_;
  }
  standing_.erase(found);
}

void Board::set_veil(Veil veil, bool is_on) {
  is_on ? (void)veils_.insert(veil) : (void)veils_.erase(veil);
}

void Board::closed(const std::string& key) {
  std::erase_if(standing_, [&](const Standing& one) { return one.notice.key == key; });
  if (key != kSummaryKey) return;
  summed_urges_ = summed_passed_ = 0;
  summed_keys_.clear();
}

void Board::server_lost() {
  for (Standing& one : standing_) {
    one.is_shown = false;
    one.is_fresh = true;
  }
  closing_.clear();
}

// Turns what is too much into one.
void Board::gather_urges() {
  const bool is_summed = summed_urges_ > 0;
  if (urges_unseen_ > kMostUrges || (is_summed && urges_unseen_ > 0)) {
    summed_urges_ += urges_unseen_;
    summed_passed_ += passed_unseen_;
    std::erase_if(standing_, [&](const Standing& one) {
      if (one.notice.kind != Notice::Kind::kUrge) return false;
      if (one.was_seen) return false;
      summed_keys_.insert(one.notice.key);
      return true;
    });
    post(summary_notice(summed_urges_, summed_passed_));
  }
  urges_unseen_ = passed_unseen_ = 0;
}

std::vector<Board::Change> Board::take() {
  std::vector<Change> changes;
  for (std::string& key : std::exchange(closing_, {})) changes.push_back(Close{std::move(key)});
  if (veils_.empty()) gather_urges();
  for (Standing& one : standing_) {
    if (is_hidden(one.notice)) {
      if (!one.is_shown || !veils_.contains(Veil::kLocked)) continue;
      one.is_shown = false;
      one.is_fresh = true;
      changes.push_back(Close{one.notice.key});
    } else if (std::exchange(one.is_fresh, false)) {
      one.is_shown = one.was_seen = true;
      changes.push_back(Show{one.notice});
    }
  }
  return changes;
}

}  // namespace holdfast::applet
