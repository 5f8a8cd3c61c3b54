#include "policy/urge.h"

#include <algorithm>

namespace holdfast {

Weight weigh(const Attempt& attempt, HostReason reason) {
  if (attempt.intent == Intent::kVisit) return Weight::kBegins;
  if (attempt.intent == Intent::kEmbedded || reason == HostReason::kAsset) return Weight::kBelongs;
  return Weight::kBegins;
}

EpisodeBook::Noted EpisodeBook::note(const std::string& rule, Weight weight, std::uint32_t count,
                                     Elapsed now, std::int64_t fresh_id) {
  const auto found = open_.find(rule);
  if (found != open_.end()) {
    found->second.last = std::max(found->second.last, now);
    found->second.attempts += count;
    return {Noted::Kind::kContinued, found->second.id};
  }
  if (weight == Weight::kBelongs) return {};
  open_[rule] = Episode{.id = fresh_id, .began = now, .last = now, .attempts = count};
  return {Noted::Kind::kBegan, fresh_id};
}

std::vector<EpisodeBook::Ended> EpisodeBook::end_quiet(Elapsed now) {
  std::vector<Ended> ended;
  for (const auto& [rule, episode] : open_) {
    if (episode.last + kEpisodeGap <= now) ended.push_back({rule, episode});
  }
  for (const Ended& gone : ended) open_.erase(gone.rule);
  return ended;
}

std::vector<EpisodeBook::Ended> EpisodeBook::end(std::int64_t id) {
  const auto found = std::find_if(open_.begin(), open_.end(),
                                  [&](const auto& entry) { return entry.second.id == id; });
  if (found == open_.end()) return {};
  std::vector<Ended> ended{{found->first, found->second}};
  open_.erase(found);
  return ended;
}

std::vector<EpisodeBook::Ended> EpisodeBook::end_all() {
  std::vector<Ended> ended;
  for (const auto& [rule, episode] : open_) ended.push_back({rule, episode});
  open_.clear();
  return ended;
}

Elapsed EpisodeBook::next_end() const {
  Elapsed next = Elapsed::max();
  for (const auto& [rule, episode] : open_) next = std::min(next, episode.last + kEpisodeGap);
  return next;
}

}  // namespace holdfast
