#include "policy/edit.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "policy/overloaded.h"
#include "policy/pin.h"

namespace holdfast {
namespace {

constexpr Wall kNever = Wall::min();    // of something that holds no more, or never did
constexpr Wall kForever = Wall::max();  // of something without an end

/// The direction of an edit from `before` to `after`, where the greater holds more.
template <class T>
Direction toward(const T& before, const T& after) {
  if (before == after) return Direction::kNeutral;
  return before < after ? Direction::kTightening : Direction::kLoosening;
}

/// The direction of adding or removing something that blocks by being there.
template <class T>
Direction toward_presence(const T* before, const T* after) {
  return toward(before != nullptr, after != nullptr);
}

// One function for each kind of statement; null stands for a statement that is not there, and not
// both are null. The two differ.

Direction direction(const ListRule* before, const ListRule* after) {
  // Another path is another list under the old one's name: what the old one held is let go.
  return before != nullptr ? Direction::kLoosening : toward_presence(before, after);
}

Direction direction(const AllowRule* before, const AllowRule* after) {
  return toward_presence(after, before);
}

Direction direction(const ScheduleRule* before, const ScheduleRule* after) {
  return toward_presence(after, before);
}

Direction direction(const CoolingOffSetting* before, const CoolingOffSetting* after) {
  const auto length = [](const CoolingOffSetting* setting) {
    return setting != nullptr ? setting->length : std::chrono::seconds(kDefaultCoolingOff);
  };
  return toward(length(before), length(after));
}

Direction direction(const CalmWindowSetting* before, const CalmWindowSetting* after) {
  const DaySpan old = before != nullptr ? before->window : kDefaultCalmWindow;
  const DaySpan now = after != nullptr ? after->window : kDefaultCalmWindow;
  if (old == now) return Direction::kNeutral;
  const bool is_within = old.from <= now.from && now.to <= old.to;
  return is_within ? Direction::kTightening : Direction::kLoosening;
}

Direction direction(const PartnerSetting* before, const PartnerSetting* after) {
  if (before == nullptr) return Direction::kTightening;
  if (after == nullptr || before->mail != after->mail) return Direction::kLoosening;
  // Whatever the friend would be told less is one, whatever they would be told more beside it.
  const auto is_less = [](bool was, bool is) { return was && !is; };
  if (is_less(before->summary.has_value(), after->summary.has_value()) ||
      is_less(before->shares_slips, after->shares_slips) ||
      !std::includes(after->alerts.begin(), after->alerts.end(), before->alerts.begin(),
                     before->alerts.end())) {
    return Direction::kLoosening;
  }
  const bool is_more = before->summary.has_value() != after->summary.has_value() ||
                       before->shares_slips != after->shares_slips ||
                       before->alerts != after->alerts;
  return is_more ? Direction::kTightening : Direction::kNeutral;
}

/// A statement as the pair of what it was and what it is to be, both of one kind.
struct Pair {
  std::string key;
  const Statement* before;
  const Statement* after;

  template <class T>
  const T* before_as() const {
    return before != nullptr ? &std::get<T>(*before) : nullptr;
  }
  template <class T>
  const T* after_as() const {
    return after != nullptr ? &std::get<T>(*after) : nullptr;
  }
};

std::optional<Statement> copy_of(const Statement* statement) {
  return statement != nullptr ? std::optional(*statement) : std::nullopt;
}

using StatementsByKey = std::unordered_map<std::string, const Statement*>;

StatementsByKey by_key(const RulesText& rules) {
  StatementsByKey found;
  for (const RulesText::Line& line : rules.lines()) {
    if (line.statement) found.emplace(key_of(*line.statement), &*line.statement);
  }
  return found;
}

class Comparison {
 public:
  Comparison(Moment at, const TimeZone& zone) : at_(at), zone_(zone) {}

  std::vector<Change> of(const RulesText& held, const RulesText& proposed) {
    const StatementsByKey old = by_key(held);
    const StatementsByKey wanted = by_key(proposed);
    collect_dropped_schedules(held, wanted);
    for (const RulesText::Line& line : proposed.lines()) {
      if (!line.statement) continue;
      std::string key = key_of(*line.statement);
      const auto before = old.find(key);
      const Statement* counterpart =
          before != old.end() ? before->second : take_renamed_schedule(*line.statement);
      judge({std::move(key), counterpart, &*line.statement});
    }
    for (const RulesText::Line& line : held.lines()) {
      if (!line.statement || renamed_.contains(&*line.statement)) continue;
      std::string key = key_of(*line.statement);
      if (!wanted.contains(key)) judge({std::move(key), &*line.statement, nullptr});
    }
    return std::move(changes_);
  }

 private:
  /// A schedule without its purpose.
  static std::string opening_of(ScheduleRule schedule) {
    schedule.purpose.clear();
    return to_text(schedule);
  }

  void collect_dropped_schedules(const RulesText& held, const StatementsByKey& wanted) {
    for (const RulesText::Line& line : held.lines()) {
      if (!line.statement || !std::holds_alternative<ScheduleRule>(*line.statement)) continue;
      if (wanted.contains(key_of(*line.statement))) continue;
      dropped_.emplace(opening_of(std::get<ScheduleRule>(*line.statement)), &*line.statement);
    }
  }

  /// The held schedule that opens as `added` does and differs in its purpose only, if one is left.
  const Statement* take_renamed_schedule(const Statement& added) {
    const auto* schedule = std::get_if<ScheduleRule>(&added);
    if (schedule == nullptr) return nullptr;
    const auto found = dropped_.find(opening_of(*schedule));
    if (found == dropped_.end()) return nullptr;
    const Statement* before = found->second;
    renamed_.insert(before);
    dropped_.erase(found);
    return before;
  }

  void judge(const Pair& pair) {
    if (pair.before != nullptr && pair.after != nullptr && *pair.before == *pair.after) return;
    const auto judge_kind = [&]<class T>(const T&) {
      add(pair, direction(pair.before_as<T>(), pair.after_as<T>()));
    };
    std::visit(Overloaded{
                   [&](const BlockRule&) { judge_block(pair); },
                   [&](const LockSetting&) { add(pair, lock_direction(pair)); },
                   [&](const AliasSetting&) { add(pair, Direction::kNeutral); },
                   [&](const SupportSetting&) { add(pair, Direction::kNeutral); },
                   [&](const PlanSetting&) { add(pair, Direction::kNeutral); },
                   [&](const PromiseSetting&) { add(pair, Direction::kNeutral); },
                   judge_kind,
               },
               pair.after != nullptr ? *pair.after : *pair.before);
  }

  void judge_block(const Pair& pair) {
    const auto* before = pair.before_as<BlockRule>();
    const auto* after = pair.after_as<BlockRule>();
    const Wall old_end = before != nullptr ? holds_until(before->end) : kNever;
    const Wall new_end = after != nullptr ? holds_until(after->end) : kNever;
    const Direction by_end = toward(old_end, new_end);
    const bool both_stand = before != nullptr && after != nullptr;
    if (!both_stand || old_end == kNever || new_end == kNever) return add(pair, by_end);
    const Direction by_scope = toward(before->scope, after->scope);
    if (by_end == Direction::kNeutral) return add(pair, by_scope);
    if (by_scope == Direction::kNeutral || by_scope == by_end) return add(pair, by_end);
    const Statement join = BlockRule{after->target, std::max(before->scope, after->scope),
                                     old_end < new_end ? after->end : before->end};
    add({pair.key, pair.before, &join}, Direction::kTightening);
    add({pair.key, &join, pair.after}, Direction::kLoosening);
  }

  Direction lock_direction(const Pair& pair) const {
    const auto end = [&](const LockSetting* lock) {
      return lock != nullptr ? holds_until(lock->until) : kNever;
    };
    return toward(end(pair.before_as<LockSetting>()), end(pair.after_as<LockSetting>()));
  }

  /// kNever for an end that has come: to take such a statement away loosens nothing.
  Wall holds_until(const End& end) const {
    const End instant = pinned(end, at_, zone_);
    const auto* wall = std::get_if<Wall>(&instant);
    if (wall == nullptr) return kForever;
    return *wall > at_.wall ? *wall : kNever;
  }

  void add(const Pair& pair, Direction direction) {
    changes_.push_back({direction, pair.key, copy_of(pair.before), copy_of(pair.after)});
  }

  Moment at_;
  const TimeZone& zone_;
  std::unordered_multimap<std::string, const Statement*> dropped_;
  std::unordered_set<const Statement*> renamed_;
  std::vector<Change> changes_;
};

/// Writes the text that holds while the loosenings wait: the proposed one, with the statements
/// they concern as they are until then.
class Interim {
 public:
  Interim(const RulesText& held, const RulesText& proposed, const std::vector<Change>& later)
      : proposed_(proposed) {
    for (const Change& change : later) waiting_.emplace(change.key, &change);
    collect_kept(held);
  }

  RulesText text() {
    for (const RulesText::Line& line : proposed_.lines()) {
      if (!line.statement) {
        lines_.push_back(line);
        continue;
      }
      keep_after(kTop);
      const std::string key = key_of(*line.statement);
      take(line, key);
      keep_after(key);
    }
    keep_after(kTop);
    return proposed_.with_lines(std::move(lines_));
  }

 private:
  /// No statement has this key. What was held before all statements goes before the first one.
  static constexpr const char* kTop = "";

  /// Notes which lines of `held` are to stay though the proposed text has them no more, and after
  /// which statement each goes: the one it followed.
  void collect_kept(const RulesText& held) {
    const StatementsByKey wanted = by_key(proposed_);
    std::string place = kTop;
    for (const RulesText::Line& line : held.lines()) {
      if (!line.statement) continue;
      const std::string key = key_of(*line.statement);
      if (wanted.contains(key)) {
        place = key;
      } else if (waiting_.contains(key)) {
        kept_[place].push_back(&line);
      }
    }
  }

  void keep_after(const std::string& place) {
    const auto kept = kept_.find(place);
    if (kept == kept_.end()) return;
    for (const RulesText::Line* line : kept->second) lines_.push_back(*line);
    kept_.erase(kept);
  }

  void take(RulesText::Line line, const std::string& key) {
    const auto change = waiting_.find(key);
    if (change != waiting_.end()) {
      const std::optional<Statement>& before = change->second->before;
      if (!before) return;  // what is added must wait
      line.rewrite(*before, to_text(*before));
    }
    lines_.push_back(std::move(line));
  }

  const RulesText& proposed_;
  std::unordered_map<std::string, const Change*> waiting_;
  std::unordered_map<std::string, std::vector<const RulesText::Line*>> kept_;
  std::vector<RulesText::Line> lines_;
};

}  // namespace

std::vector<Change> compare(const RulesText& held, const RulesText& proposed, Moment at,
                            const TimeZone& zone) {
  return Comparison(at, zone).of(held, proposed);
}

Split split(const RulesText& held, const RulesText& proposed, Moment at, const TimeZone& zone) {
  std::vector<Change> later = compare(held, proposed, at, zone);
  std::erase_if(later,
                [](const Change& change) { return change.direction != Direction::kLoosening; });
  RulesText now = Interim(held, proposed, later).text();
  return {std::move(now), std::move(later)};
}

bool apply_loosening(RulesText& held, const Change& loosening) {
  if (copy_of(held.find(loosening.key)) != loosening.before) return false;
  if (loosening.after) {
    held.put(*loosening.after);
  } else {
    held.remove(loosening.key);
  }
  return true;
}

}  // namespace holdfast
