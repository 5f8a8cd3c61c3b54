#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "policy/attempt.h"
#include "policy/block_set.h"
#include "policy/moment.h"

namespace holdfast {

/// An urge while it lasts: attempts at one rule with less than `kEpisodeGap` between them.
struct Episode {
  std::int64_t id = 0;  ///< of its entry in the log
  Elapsed began;
  Elapsed last;
  std::uint32_t attempts = 0;
  friend bool operator==(const Episode&, const Episode&) = default;
};

/// A hundred reloads within five minutes are one urge.
inline constexpr std::chrono::minutes kEpisodeGap{5};

/// Whether an attempt says that somebody wanted to go there. A part of another page (a pixel, a
/// like button) and the service's own media hosts never begin an urge; they may belong to one.
enum class Weight : std::uint8_t { kBegins, kBelongs };
Weight weigh(const Attempt& attempt, HostReason reason);

/// The urges that last now, one a rule at most.
class EpisodeBook {
 public:
  struct Noted {
    enum class Kind : std::uint8_t { kBegan, kContinued, kIgnored };
    Kind kind = Kind::kIgnored;
    std::int64_t id = 0;
  };
  /// `fresh_id` becomes the id of an urge that begins.
  Noted note(const std::string& rule, Weight weight, std::uint32_t count, Elapsed now,
             std::int64_t fresh_id);

  struct Ended {
    std::string rule;
    Episode episode;
  };
  /// Ends the urges that have been quiet for `kEpisodeGap`.
  std::vector<Ended> end_quiet(Elapsed now);
  /// Ends one at the person's word; nothing when there is none of that id.
  std::vector<Ended> end(std::int64_t id);
  std::vector<Ended> end_all();

  /// When the next urge ends by itself, Elapsed::max() for never.
  Elapsed next_end() const;
  const std::map<std::string, Episode>& open() const { return open_; }
  void restore(const std::string& rule, const Episode& episode) { open_[rule] = episode; }

  friend bool operator==(const EpisodeBook&, const EpisodeBook&) = default;

 private:
  std::map<std::string, Episode> open_;  // by rule key
};

}  // namespace holdfast
